-- How each posture check stands for each account. details: JSON. Times are milliseconds since 1970.
create table posture (
  account text not null,
  check_id text not null,
  status text not null,
  since integer not null,
  checked_at integer not null,
  offenders integer not null,
  details text not null,
  primary key (account, check_id)
) strict, without rowid;
