-- The search's sets are kept by parts of a block, sixteen findings each (docs/adr/024-search-parts.md). The sets there are
-- cannot be taken apart, so they go; eight blocks are written anew whenever numbers go past a block, and until then their
-- findings are searched one by one.
delete from search_slice;

delete from search_block;
