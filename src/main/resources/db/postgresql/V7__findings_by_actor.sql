-- Searches look actors up first, then their findings.
create index finding_by_actor on finding (actor, occurred_at, num);

-- A block's runs are read in place and have room in a page.
alter table search_block alter column grams set storage plain;
