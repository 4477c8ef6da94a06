-- The accounts found in the organization: all that were ever watched, with how they stand and since when (milliseconds since 1970).
create table discovered_account (
  account_id text collate "C" primary key,
  standing text collate "C" not null,
  since bigint not null
);

-- The Regions that accounts have, or have had, enabled; account: the account's name.
create table account_region (
  account text collate "C" not null,
  region text collate "C" not null,
  enabled boolean not null,
  since bigint not null,
  primary key (account, region)
);
