-- Times are milliseconds since 1970. Why the tables are cut this way: docs/adr/003-store.md
-- Text compares by bytes, as in SQLite, so that both stores list in the same order.

create sequence event_num;

-- Everything of a finding that repeats from finding to finding. Hundreds of rows, however many findings there are.
create table kind (
  num bigint primary key,
  account_key text collate "C" not null,
  account text collate "C" not null,
  account_id text collate "C",
  region text collate "C" not null,
  event_source text collate "C" not null,
  event_name text collate "C" not null,
  detection text collate "C" not null,
  severity text collate "C" not null,
  outcome text collate "C" not null
);

-- Who acted, once for many findings; rows may repeat each other. search: lower-case text to search in. content: JSON.
create table actor (
  num bigint primary key,
  search text collate "C" not null,
  content text collate "C" not null
);

-- What the detections made of a record, once for many findings; rows may repeat each other. content: JSON.
create table assessment (
  num bigint primary key,
  content text collate "C" not null
);

-- record: the raw_record in force. search: lower-case text to search in. details: JSON.
-- history: JSON; empty while nothing has happened to the finding but that it was detected.
create table finding (
  num bigint primary key,
  id text collate "C" not null,
  kind bigint not null references kind,
  actor bigint not null,
  assessment bigint not null,
  occurred_at bigint not null,
  detected_at bigint not null,
  status text collate "C" not null,
  record bigint not null,
  search text collate "C" not null,
  history text collate "C" not null,
  details text collate "C" not null
);

-- Holds all that a list filters by, so that a filter which matches little reads this index and no rows.
create index finding_by_time on finding (occurred_at, num, kind, status, actor);
create index finding_by_kind on finding (kind, status);

-- Every event id met, of originals and of amendments: the one place that makes a finding unique. account: the twelve
-- digits as a number.
-- num: its raw_record; null when only an amendment of the event has been seen.
create table event_record (
  event_id uuid not null,
  account bigint not null,
  num bigint,
  finding bigint not null,
  primary key (event_id, account)
);

create table raw_record (
  num bigint primary key,
  raw text collate "C" not null
);

-- How many findings there are of each kind and status, kept in step with finding.
create table tally (
  kind bigint not null references kind,
  status text collate "C" not null,
  count bigint not null,
  primary key (kind, status)
);

-- What is remembered of events so that others can be judged by it, ordered as it is read: an account's, by time. Names are
-- kept as 64-bit keys. marks: which signals of its surroundings a finding has. finding: null for an event that makes none.
-- Rows go once CloudTrail cannot show an event near them any more.
create table trace (
  account bigint not null,
  occurred_at bigint not null,
  event_id uuid not null,
  event_name text collate "C" not null,
  outcome text collate "C" not null,
  actor bigint not null,
  session bigint not null,
  target_user bigint not null,
  provider bigint not null,
  anchor bigint not null,
  marks bigint not null,
  finding bigint,
  primary key (account, occurred_at, event_id)
);

-- When an actor first made a call. The row of actor 0 and call 0: when the account's history here begins.
create table habit (
  account bigint not null,
  actor bigint not null,
  call bigint not null,
  first_at bigint not null,
  primary key (account, actor, call)
);

create table quarantine (
  account text collate "C" not null,
  id text collate "C" not null,
  region text collate "C" not null,
  event_name text collate "C",
  reason text collate "C" not null,
  quarantined_at bigint not null,
  record bytea not null,
  primary key (account, id)
);

create index quarantine_by_time on quarantine (quarantined_at, account, id);

create table checkpoint (
  account text collate "C" not null,
  region text collate "C" not null,
  reading_by text collate "C" not null,
  reading_value text collate "C" not null,
  origin bigint not null,
  head bigint not null,
  swept_at bigint not null,
  catch_up_kind text collate "C",
  catch_up_from bigint,
  catch_up_until bigint,
  catch_up_reached bigint,
  catch_up_complete_before bigint,
  catch_up_started_at bigint,
  primary key (account, region, reading_by, reading_value)
);

create table gap (
  account text collate "C" not null,
  region text collate "C" not null,
  reading_by text collate "C" not null,
  reading_value text collate "C" not null,
  gap_from bigint not null,
  gap_until bigint not null,
  noticed_at bigint not null,
  primary key (account, region, reading_by, reading_value, gap_from, gap_until)
);

create table account_binding (
  account text collate "C" primary key,
  account_id text collate "C" not null
);

-- What is expected for a while. Rows are never deleted; one that was ended early says when and by whom.
create table suppression (
  id text collate "C" primary key,
  detection text collate "C",
  actor text collate "C",
  target text collate "C",
  account text collate "C",
  reason text collate "C" not null,
  author text collate "C" not null,
  created_at bigint not null,
  expires_at bigint not null,
  ended_at bigint,
  ended_by text collate "C"
);

-- One row that the readiness check writes, to know that writing works.
create table write_check (
  num bigint primary key,
  times bigint not null
);
