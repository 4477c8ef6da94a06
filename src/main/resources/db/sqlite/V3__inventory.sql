-- What an account's IAM holds and held; a row for each version of a thing. account: the twelve digits. owner: the user a
-- certificate is of, else empty. gone_at: when it was first seen to be otherwise or not there; null while it is so. content:
-- JSON; state: JSON of what changes without making it another version. Rows go a while after they are gone.
create table inventory_thing (
  account text not null,
  kind text not null,
  name text not null,
  first_seen integer not null,
  owner text not null,
  last_seen integer not null,
  gone_at integer,
  content text not null,
  state text,
  primary key (account, kind, name, first_seen)
) strict;

create index inventory_present on inventory_thing (account, kind, owner, name) where gone_at is null;
create index inventory_owned on inventory_thing (account, owner, first_seen) where owner <> '';

-- What is remembered of a subject to know whether to ask for it again.
create table inventory_note (
  account text not null,
  subject text not null,
  note text not null,
  noted_at integer not null,
  primary key (account, subject)
) strict, without rowid;

create table inventory_snapshot (
  account text primary key,
  completed_at integer not null
) strict, without rowid;
