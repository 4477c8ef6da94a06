-- What an account's IAM holds and held; a row for each version of a thing. account: the twelve digits. owner: the user a
-- certificate is of, else empty. gone_at: when it was first seen to be otherwise or not there; null while it is so. content:
-- JSON; state: JSON of what changes without making it another version. Rows go a while after they are gone.
create table inventory_thing (
  account text collate "C" not null,
  kind text collate "C" not null,
  name text collate "C" not null,
  first_seen bigint not null,
  owner text collate "C" not null,
  last_seen bigint not null,
  gone_at bigint,
  content text collate "C" not null,
  state text collate "C",
  primary key (account, kind, name, first_seen)
);

create index inventory_present on inventory_thing (account, kind, owner, name) where gone_at is null;
create index inventory_owned on inventory_thing (account, owner, first_seen) where owner <> '';

-- What is remembered of a subject to know whether to ask for it again.
create table inventory_note (
  account text collate "C" not null,
  subject text collate "C" not null,
  note text collate "C" not null,
  noted_at bigint not null,
  primary key (account, subject)
);

create table inventory_snapshot (
  account text collate "C" primary key,
  completed_at bigint not null
);
