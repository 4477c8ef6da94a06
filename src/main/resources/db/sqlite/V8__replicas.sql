-- Replicas share out accounts on PostgreSQL only: a file has one process, which works on all of them.
select 1;
