-- Which short runs of characters occur in the texts of 256 findings whose numbers follow each other (num / 256 is the
-- block), so that a search need not look at findings that cannot match. Blocks to come are searched without.
create table search_block (
  block bigint primary key,
  oldest bigint not null,
  newest bigint not null,
  grams bytea not null
);

create index search_block_by_time on search_block (newest, block);

-- When a finding was resolved, as long as it is: what retention goes by. Of those resolved before, from now on.
alter table finding add column resolved_at bigint;

update finding set resolved_at = (extract(epoch from now()) * 1000)::bigint where status = 'resolved';

create index finding_by_resolution on finding (resolved_at) where resolved_at is not null;
