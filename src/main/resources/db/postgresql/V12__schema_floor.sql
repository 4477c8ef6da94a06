-- The latest schema version that a program must know to use this database: the largest number here. A migration that programs
-- before it would not bear adds its own; all others only add to the schema (docs/adr/026-rolling-upgrade.md).
create table schema_floor (
  version bigint primary key
);

insert into schema_floor (version) values (12);
