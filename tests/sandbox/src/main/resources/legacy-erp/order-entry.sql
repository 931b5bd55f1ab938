-- How orders of others come into the ERP, since long before anybody thought of an API: two tables that a job reads every
-- night, and what its database administrator grants so that Crossdock may fill them and nothing else.

create table aufein (                   -- orders that came in
    kdref  char(60) not null,           -- the id that whoever sent it gave it
    versu  smallint not null,           -- 1, or one more after each rejection
    kdnum  char(30) not null,           -- what the buyer calls it
    kanal  char(20),
    datum  numeric(8) not null,         -- the day, such as 20261126
    whrg   char(3) not null,
    name   char(30),
    strass char(30),
    plz    char(10),
    ort    char(30),
    land   char(2),
    stat   smallint not null default 0, -- 0 came in, 2 booked, 9 rejected
    meldg  char(60),                    -- why it was rejected
    aufnr  integer,                     -- the ERP's number, once it is booked
    primary key (kdref, versu)
);

create table aufeip (                   -- their lines
    kdref  char(60) not null,
    versu  smallint not null,
    posnr  smallint not null,
    artnr  char(18) not null,
    lager  char(4),                     -- blank: the first warehouse that there is
    menge  numeric(11,3) not null,
    preis  numeric(11,4),
    primary key (kdref, versu, posnr)
);

create role :"role" login password :'password';
grant usage on schema public to :"role";
grant insert, select on aufein, aufeip to :"role";

-- The nightly job: each order is booked or rejected in a transaction of its own. Returns what it looked at.
create procedure aufverb(inout p_anzahl integer default 0) language plpgsql as $$
declare
    v_auf record;
    v_meldg char(60);
    v_aufnr integer;
begin
    for v_auf in select kdref, versu from aufein where stat = 0 order by kdref, versu loop
        p_anzahl := p_anzahl + 1;
        v_meldg := null;
        select case when a.artnr is null then 'E001 unknown article ' || p.artnr
                    when a.stat = 9 then 'E002 discontinued article ' || p.artnr end
          into v_meldg
          from aufeip p left join artst a on a.artnr = p.artnr
         where p.kdref = v_auf.kdref and p.versu = v_auf.versu and (a.artnr is null or a.stat = 9)
         order by p.posnr limit 1;
        if v_meldg is not null then
            update aufein set stat = 9, meldg = v_meldg where kdref = v_auf.kdref and versu = v_auf.versu;
        else
            update numkr set stand = stand + 1 where obj = 'AUFNR' returning stand into v_aufnr;
            insert into aufkpf values (v_aufnr, v_auf.kdref, 20);
            insert into aufpos
                select v_aufnr, 10 * posnr, artnr, coalesce(nullif(lager, ''), 'H1'), menge
                  from aufeip where kdref = v_auf.kdref and versu = v_auf.versu;
            insert into lagbst as l
                select artnr, lager, -sum(menge) from aufpos where aufnr = v_aufnr group by artnr, lager
                on conflict (artnr, lager) do update set bestd = l.bestd + excluded.bestd;
            update aufein set stat = 2, aufnr = v_aufnr where kdref = v_auf.kdref and versu = v_auf.versu;
        end if;
    end loop;
end
$$;
