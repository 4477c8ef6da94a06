-- The search's sets are twice as large, and kept once instead of twice (docs/adr/028-search-sets-once.md): a block's set stands
-- by itself until its band's slices say the same. Smaller sets cannot be made larger, so they go; eight blocks are written anew
-- whenever numbers go past a block, and until then their findings are searched one by one. A version before this one would
-- look for its own sets, so it is to stay away.
drop table search_slice;
drop table search_block;

-- When the findings whose numbers follow each other were (num / 128 is the block), of each block that can be searched.
create table search_block (
  block bigint primary key,
  oldest bigint not null,
  newest bigint not null
);

-- Holds all that says whether a block is wanted.
create index search_block_by_time on search_block (newest, block, oldest);

-- Which short runs of characters occur in the parts of a block that is in no band yet.
create table search_set (
  block bigint primary key,
  grams bytea not null
);

-- Of a band, 512 blocks that follow each other, which parts have a bit of their sets (num: the band and the bit).
create table search_slice (
  num bigint primary key,
  bits bytea not null
);

-- Both are read in place and have room in a page.
alter table search_set alter column grams set storage plain;
alter table search_slice alter column bits set storage plain;

insert into schema_floor (version) values (14);
