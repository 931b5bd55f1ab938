-- What the ERP checks when somebody enters an order line, as its own programs call it; and what its database
-- administrator grants so that Crossdock may ask the same.

-- E001 unknown article, E002 discontinued, E003 quantity below 0, W010 less on hand than ordered; blank where all is well.
create function aufprf(p_artnr char(18), p_menge numeric) returns char(4) language plpgsql stable as $$
declare
    v_stat smallint;
    v_bestd numeric;
begin
    if p_menge < 0 then
        return 'E003';
    end if;
    select stat into v_stat from artst where artnr = p_artnr;
    if not found then
        return 'E001';
    end if;
    if v_stat = 9 then
        return 'E002';
    end if;
    select coalesce(sum(bestd), 0) into v_bestd from lagbst where artnr = p_artnr;
    if v_bestd < p_menge then
        return 'W010';
    end if;
    return '';
end
$$;

revoke execute on function aufprf(char, numeric) from public;
grant execute on function aufprf(char, numeric) to :"role";
