-- The replicas that are there. until: by the clock of this server, in milliseconds since 1970, as all times in this file.
create table replica (
  id text collate "C" primary key,
  name text collate "C" not null,
  joined_at bigint not null,
  until bigint not null
);

-- Which replica works on which account. A holder that is not in the table above has nothing any more. Every taking counts
-- the epoch up: whatever only a holder may write is written only while holder and epoch are still these.
create table lease (
  account text collate "C" primary key,
  holder text collate "C",
  epoch bigint not null
);

-- The latest poll of each watch, for the replicas that did not make it.
create table latest_poll (
  account text collate "C" not null,
  region text collate "C" not null,
  started_at bigint not null,
  ended_at bigint not null,
  outcome text collate "C" not null,
  error text collate "C",
  primary key (account, region)
);
