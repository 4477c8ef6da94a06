-- How often a finding has come to be counted here or ceased to be: of two counts that are the same it tells whether they are of
-- the same findings. A version before this one changes counts without it.
alter table tally add column changes bigint not null default 0;
