-- The sets of search_block turned by a quarter (docs/adr/022-search-slices.md): for each bit of a set, which of 256 blocks that
-- follow each other have it. The bands of blocks written before come one by one as findings arrive.
create table search_slice (
  num integer primary key,
  bits blob not null
) strict;

-- Holds all that says whether a block is wanted, so that a search walks it without reading a set.
drop index search_block_by_time;
create index search_block_by_time on search_block (newest, block, oldest);

-- Sets are twice as large now. A run's bit in a small one is the bit in a large one, modulo the small one's size: written
-- twice, a small one says of every run what it said before.
update search_block set grams = cast(grams || grams as blob);
