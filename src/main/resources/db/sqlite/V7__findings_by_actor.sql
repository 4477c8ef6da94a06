-- Searches look actors up first, then their findings.
create index finding_by_actor on finding (actor, occurred_at, num);
