-- How much was broken when a ledger was last proved, by brand ('' is nobody's in particular). Of very much the oldest alone
-- stand in ledger_breaks.

alter table ledger_proofs add column broken jsonb not null default '{}';

-- As a role that passes the walls, which the owner of the tables need not be.
set local role tandem_system;
update ledger_proofs p set broken = (
  select jsonb_object_agg(brand, n) from (
    select coalesce(c.brand_id::text, '') as brand, count(*) as n
    from ledger_breaks l
    left join conversations c on c.workspace_id = l.workspace_id and c.id = l.conversation_id
    where l.workspace_id = p.workspace_id and l.mended_at is null
    group by 1
  ) as open
)
where p.month = (select max(month) from ledger_proofs where workspace_id = p.workspace_id)
  and exists (select from ledger_breaks where workspace_id = p.workspace_id and mended_at is null);
reset role;
