-- However many findings wait to be looked at again, what is due by now is found without reading them all.
create index knowledge_by_due on knowledge (aspect, due_at, finding) where due_at is not null;

-- What belongs to an ordinary course of work is found a day away, however much else happened in between.
create index trace_by_name on trace (account, event_name, occurred_at);
