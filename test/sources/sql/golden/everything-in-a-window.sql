SELECT eventid, eventjson FROM 0a1b2c3d-0000-4000-8000-00000000000a WHERE eventtime >= timestamp '2026-11-01 00:00:00.000' AND eventtime < timestamp '2026-11-20 10:00:00.000'
