-- What is learned about findings after they were stored, and what is still to be learned. content: JSON; null while nothing
-- is known. due_at: when to look (again); null when there is nothing more to learn. occurred_at: the finding's, the order of looking.
create table knowledge (
  finding bigint not null,
  aspect text collate "C" not null,
  occurred_at bigint not null,
  due_at bigint,
  content text collate "C",
  primary key (finding, aspect)
);

create index knowledge_due on knowledge (aspect, occurred_at, finding, due_at) where due_at is not null;
