whosays new harbour-week.html --id weekly
whosays sentences weekly --open --to 8
whosays claim add weekly 5 harbour-fire/began 2024-10-11 --quote "began ... 11 October"
whosays claim add weekly 6 harbour-fire/place "charging room" --quote "started in the charging room"
whosays claim add weekly 7 harbour-fire/cause faulty-charger --quote "faulty battery charger" --speaker "town brigade"
whosays claim add weekly 8 harbour-fire/cause deliberate --stance denies --quote "arson has not been borne out"
whosays claim add weekly 9 harbour-fire/alarm-raised-by night-watch --quote "saw the smoke first"
whosays claim add weekly 10 harbour-fire/firefighters 74 --quote "74 firefighters"
whosays claim add weekly 11 harbour-fire/brigades "town brigade; airfield crew; ferry line" --quote "They came ... ferry line"
whosays claim add weekly 13 harbour-fire/slow-because "the pressure in the mains fell" --quote "the pressure fell"
whosays claim add weekly 14 shed-4/sprinklers no
whosays subject add shed-4/valve-closed-for "Why was the valve of the sprinklers closed?" --kind text --added 2024-11-04
whosays claim add weekly 15 shed-4/valve-closed-for painting --quote "A valve ... for painting"
whosays claim add weekly 18 harbour-fire/deaths 0 --worded nobody
whosays claim add weekly 19 harbour-fire/injured 9 --quote "Nine people were hurt"
whosays claim add weekly 20 harbour-fire/evacuated ~120 --quote "some 120 in all" --scope "passengers and residents"
whosays claim add weekly 23 harbour-fire/goods "coffee; rope" --quote "held coffee and rope" --list closed
whosays claim add weekly 24 harbour-fire/goods timber --stance denies --quote "timber ... shipped the week before"
whosays claim add weekly 25 harbour-fire/damage 1400000 --quote "1.4 million euros" --scope goods --speaker "port authority"
whosays claim add weekly 28 nur-al-bahr/condition sunk --stance denies --quote "did not sink"
whosays claim add weekly 29 nur-al-bahr/condition scorched --quote "paint is scorched"
whosays claim add weekly 32 shed-4/built 1911 --quote "built in 1911"
whosays claim add weekly 33 shed-4/owner varrow-line --quote "belongs to the Varrow Line"
whosays entity add quayside-mutual "Quayside Mutual" --type group
whosays claim add weekly 35 shed-4/insurer "Quayside Mutual" --quote "insurer ... Quayside Mutual" --hedge reported
whosays claim add weekly 37 sallowport-harbour/traffic open --quote "open again to all ships" --as-of 2024-10-15
whosays claim add weekly 38 harbour-inquiry/opened 2024-10-22 --quote "opened on 22 October"
whosays suggest weekly
whosays dismiss weekly 1-4 12 16 17 21 22 26 27 30 31 34 36 39 40
whosays read weekly --by example-desk --on 2024-11-04
whosays coverage
whosays check
