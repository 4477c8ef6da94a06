-- Which suppressions cover what is new is looked up with every page that brings something, however many there were once.
create index suppression_active on suppression (expires_at) where ended_at is null;
