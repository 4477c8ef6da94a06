-- The accounts found in the organization: all that were ever watched, with how they stand and since when (milliseconds since 1970).
create table discovered_account (
  account_id text primary key,
  standing text not null,
  since integer not null
) strict, without rowid;

-- The Regions that accounts have, or have had, enabled (1 or 0); account: the account's name.
create table account_region (
  account text not null,
  region text not null,
  enabled integer not null,
  since integer not null,
  primary key (account, region)
) strict, without rowid;
