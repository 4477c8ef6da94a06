-- Changes of findings that others are to be told; a row goes once they have been. due_at: null when it has been given up.
create table notice (
  num integer primary key autoincrement,
  finding integer not null,
  what text not null,
  happened_at integer not null,
  who text,
  note text,
  attempts integer not null,
  due_at integer,
  tried_at integer,
  error text
) strict;

create index notice_by_due on notice (due_at, num);

-- What each Alertmanager has been told, or may have been: it is told once more when it is over.
create table raised (
  receiver text not null,
  detection text not null,
  severity text not null,
  account text not null,
  finding text not null,
  primary key (receiver, detection, severity, account, finding)
) strict, without rowid;

-- Which process tells others: one row.
create table notifier (
  name text primary key,
  holder text not null,
  held_until integer not null
) strict, without rowid;
