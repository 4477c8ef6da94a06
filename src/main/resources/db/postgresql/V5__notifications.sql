-- Changes of findings that others are to be told; a row goes once they have been. due_at: null when it has been given up.
create table notice (
  num bigint generated always as identity primary key,
  finding bigint not null,
  what text collate "C" not null,
  happened_at bigint not null,
  who text collate "C",
  note text collate "C",
  attempts integer not null,
  due_at bigint,
  tried_at bigint,
  error text collate "C"
);

create index notice_by_due on notice (due_at, num);

-- What each Alertmanager has been told, or may have been: it is told once more when it is over.
create table raised (
  receiver text collate "C" not null,
  detection text collate "C" not null,
  severity text collate "C" not null,
  account text collate "C" not null,
  finding text collate "C" not null,
  primary key (receiver, detection, severity, account, finding)
);

-- Which process tells others: one row.
create table notifier (
  name text collate "C" primary key,
  holder text collate "C" not null,
  held_until bigint not null
);
