-- Times are milliseconds since 1970. Why the tables are cut this way: docs/adr/003-store.md

-- Everything of a finding that repeats from finding to finding. Hundreds of rows, however many findings there are.
create table kind (
  num integer primary key,
  account_key text not null,
  account text not null,
  account_id text,
  region text not null,
  event_source text not null,
  event_name text not null,
  detection text not null,
  severity text not null,
  outcome text not null
) strict;

-- Who acted, once for many findings; rows may repeat each other. search: lower-case text to search in. content: JSON.
create table actor (
  num integer primary key,
  search text not null,
  content text not null
) strict;

-- What the detections made of a record, once for many findings; rows may repeat each other. content: JSON.
create table assessment (
  num integer primary key,
  content text not null
) strict;

-- record: the raw_record in force. search: lower-case text to search in. details: JSON.
-- history: JSON; empty while nothing has happened to the finding but that it was detected.
create table finding (
  num integer primary key,
  id text not null,
  kind integer not null references kind,
  actor integer not null,
  assessment integer not null,
  occurred_at integer not null,
  detected_at integer not null,
  status text not null,
  record integer not null,
  search text not null,
  history text not null,
  details text not null
) strict;

-- Holds all that a list filters by, so that a filter which matches little reads this index and no rows.
create index finding_by_time on finding (occurred_at, num, kind, status, actor);
create index finding_by_kind on finding (kind, status);

-- Every event id met, of originals and of amendments: the one place that makes a finding unique. Its entries are kept
-- short, since they go to random places of a tree: the id's 16 bytes, and the twelve digits of the account as a number.
-- num: its raw_record; null when only an amendment of the event has been seen.
create table event_record (
  event_id blob not null,
  account integer not null,
  num integer,
  finding integer not null,
  primary key (event_id, account)
) strict, without rowid;

create table raw_record (
  num integer primary key,
  raw text not null
) strict;

-- How many findings there are of each kind and status, kept in step with finding.
create table tally (
  kind integer not null references kind,
  status text not null,
  count integer not null,
  primary key (kind, status)
) strict, without rowid;

-- What is remembered of events so that others can be judged by it, ordered as it is read: an account's, by time. Names are
-- kept as 64-bit keys. marks: which signals of its surroundings a finding has. finding: null for an event that makes none.
-- Rows go once CloudTrail cannot show an event near them any more.
create table trace (
  account integer not null,
  occurred_at integer not null,
  event_id blob not null,
  event_name text not null,
  outcome text not null,
  actor integer not null,
  session integer not null,
  target_user integer not null,
  provider integer not null,
  anchor integer not null,
  marks integer not null,
  finding integer,
  primary key (account, occurred_at, event_id)
) strict, without rowid;

-- When an actor first made a call. The row of actor 0 and call 0: when the account's history here begins.
create table habit (
  account integer not null,
  actor integer not null,
  call integer not null,
  first_at integer not null,
  primary key (account, actor, call)
) strict, without rowid;

create table quarantine (
  account text not null,
  id text not null,
  region text not null,
  event_name text,
  reason text not null,
  quarantined_at integer not null,
  record blob not null,
  primary key (account, id)
) strict;

create index quarantine_by_time on quarantine (quarantined_at, account, id);

create table checkpoint (
  account text not null,
  region text not null,
  reading_by text not null,
  reading_value text not null,
  origin integer not null,
  head integer not null,
  swept_at integer not null,
  catch_up_kind text,
  catch_up_from integer,
  catch_up_until integer,
  catch_up_reached integer,
  catch_up_complete_before integer,
  catch_up_started_at integer,
  primary key (account, region, reading_by, reading_value)
) strict, without rowid;

create table gap (
  account text not null,
  region text not null,
  reading_by text not null,
  reading_value text not null,
  gap_from integer not null,
  gap_until integer not null,
  noticed_at integer not null,
  primary key (account, region, reading_by, reading_value, gap_from, gap_until)
) strict, without rowid;

create table account_binding (
  account text primary key,
  account_id text not null
) strict, without rowid;

-- What is expected for a while. Rows are never deleted; one that was ended early says when and by whom.
create table suppression (
  id text primary key,
  detection text,
  actor text,
  target text,
  account text,
  reason text not null,
  author text not null,
  created_at integer not null,
  expires_at integer not null,
  ended_at integer,
  ended_by text
) strict, without rowid;

-- One row that the readiness check writes, to know that writing works.
create table write_check (
  num integer primary key,
  times integer not null
) strict;
