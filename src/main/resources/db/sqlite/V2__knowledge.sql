-- What is learned about findings after they were stored, and what is still to be learned. content: JSON; null while nothing
-- is known. due_at: when to look (again); null when there is nothing more to learn. occurred_at: the finding's, the order of looking.
create table knowledge (
  finding integer not null,
  aspect text not null,
  occurred_at integer not null,
  due_at integer,
  content text,
  primary key (finding, aspect)
) strict, without rowid;

create index knowledge_due on knowledge (aspect, occurred_at, finding, due_at) where due_at is not null;
