-- How each posture check stands for each account. details: JSON. Times are milliseconds since 1970.
create table posture (
  account text collate "C" not null,
  check_id text collate "C" not null,
  status text collate "C" not null,
  since bigint not null,
  checked_at bigint not null,
  offenders integer not null,
  details text not null,
  primary key (account, check_id)
);
