-- Entries that are not whole leave the index: each is found from the entry after it, and the newest
-- from the block it is about. So an edit writes no index page of its own.
alter table journal add column previous integer;

update journal set previous =
  (select p.position from journal p where p.tenant = journal.tenant and p.stream = journal.stream
    and p.sequence = journal.sequence - 1)
where stream in (select d.stream from journal d where d.whole = 0);

-- The position of the block's newest entry, and of the one before it.
alter table block add column entry integer;

alter table block add column entry_before integer;

update block set entry =
  (select j.position from journal j where j.tenant = block.tenant and j.stream = block.id
    and j.sequence = block.version);

drop index journal_stream;

create unique index journal_whole on journal (tenant, stream, sequence) where whole = 1;
