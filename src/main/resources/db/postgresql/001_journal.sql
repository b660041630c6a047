-- Every mutation, in the order of its stream; written in the transaction that makes the change.
-- The position orders rows as they were written, which on PostgreSQL is not the order in which
-- they become visible; within a stream the sequence is both.
-- Whole: the state alone says what the thing was; otherwise it is a difference from the entry before.
create table journal (
  position bigint generated always as identity primary key,
  tenant text collate "C" not null,
  stream text collate "C" not null,
  sequence bigint not null,
  operation text collate "C" not null,
  actor text collate "C" not null,
  request_id text collate "C" not null,
  at bigint not null,
  state text collate "C" not null,
  whole bigint not null
);

create unique index journal_stream on journal (tenant, stream, sequence);

-- Answers of changes that came with an idempotency key; written in the same transaction. Instead of
-- a large answer there is a reference to where it is kept anyway.
create table request (
  tenant text collate "C" not null,
  key text collate "C" not null,
  operation text collate "C" not null,
  digest text collate "C" not null,
  answer text collate "C",
  reference text collate "C",
  at bigint not null,
  primary key (tenant, key)
);

create index request_age on request (at);
