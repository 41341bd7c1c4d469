"""Events of single sentences, read with the shipped model: every kind, look-alikes, and what is not so yet.

A row marks a sentence with the roles of its one event and tells kind, status and date. Reports are of Tuesday,
2023-04-04. See `tests.notation`.
"""

from __future__ import annotations

import pytest

from communique.model.event import KINDS
from tests.notation import lines, read, unmark

CLEAR = [
    "(ACTOR: Indian) and (ACTOR: Chinese troops) (EVENT: clashed) near (PLACE: Tawang) on (DATE: Friday). "
    "| clash 2023-03-31",
    "(RECIP: Amara Okafor) was (EVENT: released) from (PLACE: prison) on (DATE: Monday). | release 2023-04-03",
    "A (RECIP: ferry) (EVENT: sank) off (PLACE: Zanzibar) on (DATE: Sunday). | disaster 2023-04-02",
    "(ACTOR: The navy) (EVENT: seized) (RECIP: a tanker) in (PLACE: the Strait of Hormuz). | coercion",
    "Pedro Alvarez invited (ACTOR: Hanna Berg) to (EVENT: visit) (RECIP: Peru). | visit proposed",
    "(ACTOR: Uganda) (EVENT: banned) (RECIP: a radio station). | coercion",
    "(MEDIATOR: Qatar) (EVENT: mediated) between (ACTOR: Chad) and (ACTOR: the rebels). | negotiation",
    # -- mobilisation
    "(ACTOR: Peru) (EVENT: mobilised) its (ITEM: reservists) on (DATE: Sunday). | mobilisation 2023-04-02",
    # `troops` are forces, with no singular of that sense
    "(ACTOR: Peru) (EVENT: deployed) (ITEM: troops) to (PLACE: Puno) on (DATE: Monday). | mobilisation 2023-04-03",
    # a test by the verb alone
    "(ACTOR: North Korea) (EVENT: tested) a (ITEM: ballistic missile) on (DATE: Thursday). | mobilisation 2023-03-30",
    # -- meeting
    "(ACTOR: Kenyan President) Daniel Mwangi (EVENT: met) (ACTOR: Rwandan Foreign Minister) Claire Uwase in (PLACE: "
    "Nairobi) on (DATE: Monday). | meeting 2023-04-03",
    "(ACTOR: Pedro Alvarez) (EVENT: received) (ACTOR: the Chilean ambassador) in (PLACE: Lima) on (DATE: Sunday). "
    "| meeting 2023-04-02",
    "(ACTOR: Finland) and (ACTOR: Estonia) held a (EVENT: summit) in (PLACE: Tallinn) on (DATE: March 30). "
    "| meeting 2023-03-30",
    "(ACTOR: Hanna Berg) was (EVENT: received) by (ACTOR: King Harald) in (PLACE: Oslo). | meeting",
    "(ACTOR: Hanna Berg), who (EVENT: met) (ACTOR: Pedro Alvarez) in (PLACE: Geneva), left the city. | meeting",
    "(ACTOR: Mongolia) and (ACTOR: Laos) will hold ministerial (EVENT: consultations) in (PLACE: Vientiane) on "
    "(DATE: Friday). | meeting planned 2023-04-07",
    "(ACTOR: Tonga) hosted (EVENT: talks) with (ACTOR: Fiji) in (PLACE: Nuku'alofa). | negotiation",
    # -- visit
    "(ACTOR: Ana Souza) (EVENT: visited) (RECIP: Angola) in (DATE: March). | visit 2023-03-01..2023-03-31",
    "(ACTOR: Japanese Foreign Minister) Keiko Tanaka (EVENT: arrived) in (RECIP: Hanoi) on (DATE: Monday). "
    "| visit 2023-04-03",
    "(ACTOR: Ana Souza) will (EVENT: travel) to (RECIP: Mozambique) on (DATE: April 12). | visit planned 2023-04-12",
    "(ACTOR: Hanna Berg) paid a (EVENT: visit) to (RECIP: Botswana) (DATE: last week). | visit 2023-03-27..2023-04-02",
    # -- call
    "(ACTOR: Canadian Prime Minister) Louise Roy (EVENT: spoke) by phone with (ACTOR: Pedro Alvarez) on (DATE: "
    "Sunday). | call 2023-04-02",
    "(ACTOR: Hanna Berg) and (ACTOR: Keiko Tanaka) held a telephone (EVENT: conversation) on (DATE: Monday). "
    "| call 2023-04-03",
    "(ACTOR: Hanna Berg) (EVENT: telephoned) (ACTOR: the Polish prime minister). | call",
    # -- negotiation
    # -- pledge
    # the party of the infinitive is the recipient of the verb above it
    "(ACTOR: South Korea) (EVENT: pledged) to help (RECIP: Ghana) build a port. | pledge",
    # -- praise
    "(ACTOR: Hanna Berg) (EVENT: thanked) (RECIP: Jordan) for its hospitality. | praise",
    "(ACTOR: The Pope) expressed his (EVENT: condolences) to (RECIP: the people of Haiti). | praise",
    "(ACTOR: The Irish minister) (EVENT: praised) (RECIP: Lebanon) for sheltering refugees. | praise",
    # -- recognition
    "(ACTOR: Barbados) (EVENT: recognised) (RECIP: Kosovo) in (DATE: 2018). | recognition 2018-01-01..2018-12-31",
    "(ACTOR: Bolivia) and (ACTOR: Israel) (EVENT: restored) diplomatic relations on (DATE: March 28). "
    "| recognition 2023-03-28",
    # -- agreement signed
    "(ACTOR: Hungary) and (ACTOR: Romania) (EVENT: signed) a (ITEM: treaty) in (PLACE: Vienna) on (DATE: Monday). "
    "| agreement_signed 2023-04-03",
    "A (ITEM: memorandum of understanding) was (EVENT: signed) by (ACTOR: Hanna Berg) and (ACTOR: Keiko Tanaka) in "
    "(PLACE: Stockholm). | agreement_signed",
    "The (ITEM: protocol), which (ACTOR: Oman) and (ACTOR: Qatar) (EVENT: signed) in (PLACE: Muscat) in (DATE: "
    "2019), has nine articles. | agreement_signed 2019-01-01..2019-12-31",
    "(ACTOR: Laos) (EVENT: concluded) a trade (ITEM: agreement) with (ACTOR: Vietnam). | agreement_signed",
    "(ACTOR: Peru) and (ACTOR: Ecuador) plan to (EVENT: sign) a border (ITEM: treaty) in (DATE: May). "
    "| agreement_signed planned 2023-05-01..2023-05-31",
    "(ACTOR: Hanna Berg) and (ACTOR: Keiko Tanaka) (EVENT: adopted) a (ITEM: joint statement) on (DATE: Friday). "
    "| agreement_signed 2023-03-31",
    # -- agreement ratified
    "(ACTOR: The Slovak parliament) (EVENT: ratified) the (ITEM: treaty) on (DATE: Thursday). "
    "| agreement_ratified 2023-03-30",
    "(ACTOR: Parliament) (EVENT: approved) the defence (ITEM: agreement) with Greece. | agreement_ratified",
    # -- award
    "The (ITEM: prize) was (EVENT: given) to (RECIP: Amara Okafor) in (PLACE: Lagos) on (DATE: Monday). "
    "| award 2023-04-03",
    # of two objects the person is the recipient
    "(ACTOR: Hanna Berg) (EVENT: awarded) (RECIP: Colonel Musa Diallo) the (ITEM: Order of the Polar Star). | award",
    "(RECIP: Keiko Tanaka) was (EVENT: awarded) a (ITEM: medal) by (ACTOR: the Danish king). | award",
    # -- cooperation
    "(ACTOR: Norway) and (ACTOR: Sweden) are (EVENT: cooperating) in space research. | cooperation ongoing",
    # -- body established
    "(ACTOR: Zambia) and (ACTOR: Malawi) (EVENT: set) up a (ITEM: joint commission) on (DATE: Monday). "
    "| body_established 2023-04-03",
    "A (ITEM: joint working group) was (EVENT: established) by (ACTOR: Brazil) and (ACTOR: India). | body_established",
    "(ACTOR: Zambia) and (ACTOR: Malawi) will (EVENT: set) up a (ITEM: joint commission). | body_established planned",
    # an organisation as the item
    "(ACTOR: Lithuania) (EVENT: opened) an (ITEM: embassy) in (PLACE: Singapore) on (DATE: Monday). "
    "| body_established 2023-04-03",
    "(ACTOR: Mexico) will (EVENT: open) an (ITEM: embassy) in (PLACE: Baku) in (DATE: May). "
    "| body_established planned 2023-05-01..2023-05-31",
    # -- exercise
    "(ACTOR: Australia) and (ACTOR: Indonesia) held joint military (EVENT: exercises) near (PLACE: Darwin). | exercise",
    "(ACTOR: Morocco) and (ACTOR: France) will conduct a joint naval (EVENT: drill) in (DATE: June). "
    "| exercise planned 2023-06-01..2023-06-30",
    # -- training
    "(ACTOR: British instructors) (EVENT: trained) (RECIP: Kenyan soldiers) in (PLACE: Nanyuki). | training",
    "(RECIP: Ugandan pilots) were (EVENT: trained) by (ACTOR: Italy). | training",
    # -- arms order
    "(ACTOR: Morocco) (EVENT: ordered) 18 (ITEM: helicopters) from (RECIP: France) in (DATE: February). "
    "| arms_order 2023-02-01..2023-02-28",
    "(ACTOR: The Philippines) (EVENT: bought) three (ITEM: frigates) from (RECIP: South Korea). | arms_order",
    "(ACTOR: Thailand) plans to (EVENT: buy) (ITEM: submarines) from (RECIP: China). | arms_order planned",
    # -- arms transfer
    "(ACTOR: Germany) (EVENT: delivered) six (ITEM: tanks) to (RECIP: Slovenia) on (DATE: Friday). "
    "| arms_transfer 2023-03-31",
    "Two (ITEM: patrol boats) were (EVENT: handed) over to (RECIP: Sri Lanka) by (ACTOR: Australia). | arms_transfer",
    "(ACTOR: Brazil) will (EVENT: supply) (ITEM: aircraft) to (RECIP: Nigeria). | arms_transfer planned",
    "The (EVENT: delivery) of (ITEM: missiles) to (RECIP: Taiwan) began in (DATE: March). "
    "| arms_transfer 2023-03-01..2023-03-31",
    # the object receives, and `with` tells the item
    "(ACTOR: Russia) (EVENT: supplied) (RECIP: Mali) with (ITEM: helicopters). | arms_transfer",
    # -- joint production
    "(ACTOR: Turkey) and (ACTOR: Pakistan) will jointly (EVENT: produce) (ITEM: drones). | joint_production planned",
    "(ACTOR: India) and (ACTOR: Israel) (EVENT: co-developed) a (ITEM: missile). | joint_production",
    # -- aid
    "(ACTOR: Japan) (EVENT: sent) (ITEM: tents) to (RECIP: Syria) on (DATE: Sunday). | aid 2023-04-02",
    "(ACTOR: Cuba) (EVENT: donated) (ITEM: vaccines) to (RECIP: Nicaragua). | aid",
    "(ACTOR: Kuwait) (EVENT: provided) (ITEM: medicine) to (RECIP: Yemeni refugees). | aid",
    # -- peacekeeping
    # -- concession
    "(ACTOR: Nepal) (EVENT: eased) restrictions on (RECIP: Tibetan refugees). | concession",
    "(ACTOR: Panama) (EVENT: lifted) the curfew on (DATE: Sunday). | concession 2023-04-02",
    # -- ceasefire
    "(ACTOR: The rebels) (EVENT: declared) a ceasefire in (PLACE: Mindanao). | ceasefire",
    "A (EVENT: ceasefire) between (ACTOR: Sudan) and (ACTOR: the rebels) began on (DATE: Monday). "
    "| ceasefire 2023-04-03",
    # -- withdrawal
    "(ACTOR: Russia) will (EVENT: withdraw) from (PLACE: Kherson). | withdrawal planned",
    # `troops` are forces, with no singular of that sense
    "(ACTOR: France) (EVENT: withdrew) its (ITEM: troops) from (PLACE: Burkina Faso) in (DATE: February). "
    "| withdrawal 2023-02-01..2023-02-28",
    # -- release
    "(ACTOR: Armenia) and (ACTOR: Azerbaijan) (EVENT: exchanged) (RECIP: prisoners) on (DATE: Monday). "
    "| release 2023-04-03",
    # persons released are recipients, no items
    "(ACTOR: Iran) (EVENT: released) (RECIP: two French prisoners) on (DATE: Friday). | release 2023-03-31",
    "(RECIP: Twelve hostages) were (EVENT: freed) by (ACTOR: the rebels) in (PLACE: Niger). | release",
    # the person released is party enough, with no one who releases
    # -- disarmament
    "(ACTOR: The rebels) (EVENT: laid) down their (ITEM: arms) in (PLACE: Caquetá). | disarmament",
    "(ACTOR: Three hundred fighters) (EVENT: surrendered) on (DATE: Sunday). | disarmament 2023-04-02",
    # -- resignation
    "(ACTOR: The Latvian prime minister) (EVENT: resigned) on (DATE: Monday). | resignation 2023-04-03",
    "(ACTOR: Pedro Alvarez) (EVENT: stepped) down as president of Paraguay. | resignation",
    # -- request
    "(ACTOR: The African Union) (EVENT: called) on (RECIP: Mali) to show patience. | request",
    "(ACTOR: Hanna Berg) (EVENT: urged) (RECIP: Iran) to show patience. | request",
    "(ACTOR: Samoa) (EVENT: demanded) an apology from (RECIP: New Zealand). | request",
    "(ACTOR: The governor) (EVENT: appealed) to (RECIP: residents) to stay at home. | request",
    "(ACTOR: Chad) (EVENT: asked) (RECIP: France) for help on (DATE: Monday). | request 2023-04-03",
    # the parser makes the subject a passive one, which `called` cannot have here
    "(ACTOR: The African Union) (EVENT: called) on (RECIP: Rwanda) to show patience. | request",
    # -- accusation
    "(ACTOR: Canada) (EVENT: condemned) (RECIP: the junta) on (DATE: Sunday). | accusation 2023-04-02",
    "(ACTOR: Hanna Berg) (EVENT: blamed) (RECIP: Belarus) for the crisis. | accusation",
    "(RECIP: Myanmar) was (EVENT: criticised) by (ACTOR: Malaysia). | accusation",
    "(ACTOR: The Gambia) (EVENT: sued) (RECIP: Myanmar) in (DATE: 2019). | accusation 2019-01-01..2019-12-31",
    # -- investigation
    "(ACTOR: Swiss prosecutors) opened an (EVENT: investigation) into (RECIP: the bank). | investigation",
    "(ACTOR: Swiss prosecutors) are (EVENT: investigating) (RECIP: the former minister). | investigation ongoing",
    # -- rejection
    "(ACTOR: China) (EVENT: vetoed) the (ITEM: resolution) on (DATE: Friday). | rejection 2023-03-31",
    "(ACTOR: The opposition) (EVENT: boycotted) the talks in (PLACE: Bamako). | rejection",
    # the party of the infinitive is the recipient of the verb above it
    "(ACTOR: Guyana) (EVENT: refused) to meet (RECIP: Venezuela). | rejection",
    # -- threat
    "(ACTOR: North Korea) (EVENT: threatened) (RECIP: Japan) with war. | threat",
    "(ACTOR: Ethiopia) (EVENT: warned) (RECIP: Eritrea) that it would respond with force. | threat",
    "(ACTOR: The junta) issued an (EVENT: ultimatum) to (RECIP: the rebels) on (DATE: Monday). | threat 2023-04-03",
    # the party of the infinitive is the recipient of the verb above it
    "(ACTOR: Iran) (EVENT: threatened) to attack (RECIP: Israel). | threat",
    # -- protest
    "(ACTOR: Thousands of farmers) (EVENT: protested) in (PLACE: New Delhi) on (DATE: Sunday). | protest 2023-04-02",
    "(ACTOR: Students) (EVENT: demonstrated) against (RECIP: the government) in (PLACE: Santiago). | protest",
    "(ACTOR: Demonstrators) (EVENT: rioted) in (PLACE: Jakarta). | protest",
    # -- sanction
    "(ACTOR: The European Union) (EVENT: imposed) sanctions on (RECIP: Belarus) on (DATE: Friday). "
    "| sanction 2023-03-31",
    "(ACTOR: Bolivia) (EVENT: cut) ties with (RECIP: Israel). | sanction",
    "(ACTOR: Sweden) (EVENT: suspended) (ITEM: aid) to (RECIP: Uganda). | sanction",
    "(ACTOR: Niger) (EVENT: withdrew) from the (ITEM: treaty). | sanction",
    # an inflected form that the lemmatiser does not know
    "(ACTOR: Ecuador) (EVENT: expelled) (RECIP: the Argentine ambassador) on (DATE: Monday). | sanction 2023-04-03",
    # -- coercion
    "(ACTOR: Vietnamese police) (EVENT: arrested) (RECIP: an activist) in (PLACE: Hue). | coercion",
    "(RECIP: The opposition leader) was (EVENT: detained) in (PLACE: Dakar) on (DATE: Saturday). | coercion 2023-04-01",
    "(RECIP: Amara Okafor) was (EVENT: sentenced) to ten years in prison on (DATE: Friday). | coercion 2023-03-31",
    "(ACTOR: Police) (EVENT: dispersed) (RECIP: the protesters) with (INSTRUMENT: tear gas). | coercion",
    # -- territory taken
    # what is taken is the place
    "(ACTOR: The rebels) (EVENT: captured) (PLACE: Mariupol) on (DATE: Sunday). | territory_taken 2023-04-02",
    "(ACTOR: Russia) (EVENT: annexed) (PLACE: Crimea) in (DATE: 2014). | territory_taken 2014-01-01..2014-12-31",
    # an inflected form that the lemmatiser does not know
    "(ACTOR: Azerbaijan) (EVENT: retook) (PLACE: Shusha) in (DATE: November 2020). "
    "| territory_taken 2020-11-01..2020-11-30",
    # -- attack
    "(ACTOR: Gunmen) (EVENT: killed) (RECIP: nine villagers) in (PLACE: Plateau State) on (DATE: Saturday). "
    "| attack 2023-04-01",
    "(RECIP: Five soldiers) were (EVENT: killed) in an ambush in (PLACE: Burkina Faso). | attack",
    "(ACTOR: Hamas) (EVENT: fired) (INSTRUMENT: rockets) at (RECIP: Israel) on (DATE: Sunday). | attack 2023-04-02",
    "(RECIP: Two engineers) were (EVENT: kidnapped) by (ACTOR: militants) in (PLACE: Kano). | attack",
    "(ACTOR: Israel) carried out an air (EVENT: strike) on (RECIP: a base) in (PLACE: Homs). | attack",
    "A suicide bombing in (PLACE: Peshawar) (EVENT: killed) (RECIP: 40 people) on (DATE: Monday). | attack 2023-04-03",
    # -- clash
    "(ACTOR: The army) (EVENT: fought) (ACTOR: the rebels) in (PLACE: Kachin). | clash",
    "(EVENT: Clashes) between (ACTOR: the army) and (ACTOR: the militia) erupted in (PLACE: Tripoli). | clash",
    # -- ceasefire violation
    # -- appointment
    "(ACTOR: Keiko Tanaka) was (EVENT: appointed) foreign minister on (DATE: Monday). | appointment 2023-04-03",
    "(ACTOR: Daniel Mwangi) was (EVENT: sworn) in as president of Kenya on (DATE: Monday). | appointment 2023-04-03",
    "(ACTOR: Ana Souza) (EVENT: took) office in (DATE: January). | appointment 2023-01-01..2023-01-31",
    # -- election
    "(ACTOR: Estonia) held (EVENT: elections) on (DATE: March 5). | election 2023-03-05",
    "(ACTOR: Ana Souza) (EVENT: won) the presidential election in (PLACE: Cape Verde). | election",
    "(ACTOR: Daniel Mwangi) was (EVENT: elected) president in (DATE: 2022). | election 2022-01-01..2022-12-31",
    "Presidential (EVENT: elections) will be held in (ACTOR: Senegal) in (DATE: February 2024). "
    "| election planned 2024-02-01..2024-02-29",
    # -- disaster
    "(EVENT: Floods) in (PLACE: Pakistan) killed 200 (RECIP: people). | disaster",
    # -- death
    "(ACTOR: Pedro Alvarez) (EVENT: died) in (PLACE: Lima) on (DATE: Monday). | death 2023-04-03",
    "(ACTOR: The former president) (EVENT: passed) away on (DATE: Saturday). | death 2023-04-01",
    # -- what the lexicon alone did not read ---------------------------------------------------------------------------
    "(ACTOR: The Uruguayan president) (EVENT: decorated) (RECIP: two nurses) in (PLACE: Montevideo). | award",
    "(ACTOR: Saudi Arabia) will (EVENT: invest) 3 billion dollars in (RECIP: Egypt). | cooperation planned",
    "Joint (EVENT: exercises) of (ACTOR: Serbia) and (ACTOR: Hungary) began on (DATE: Monday). | exercise 2023-04-03",
    "In a phone (EVENT: call) with (ACTOR: Keiko Tanaka), (ACTOR: Hanna Berg) spoke of the harbour. | call",
    "(ACTOR: Eritrean troops) (EVENT: pulled) out of (PLACE: Aksum) on (DATE: Sunday). | withdrawal 2023-04-02",
    "(ACTOR: The rebels) (EVENT: captured) (PLACE: Goma) on (DATE: Sunday). | territory_taken 2023-04-02",
    "An (EVENT: earthquake) struck (RECIP: Ecuador) on (DATE: March 18). | disaster 2023-03-18",
    "(ACTOR: Nurses) went on (EVENT: strike) in (PLACE: Harare) on (DATE: Monday). | protest 2023-04-03",
    "(ACTOR: Denmark) (EVENT: shared) intelligence with (RECIP: Latvia). | cooperation",
    "(ACTOR: The World Bank) (EVENT: granted) (RECIP: Malawi) 40 million dollars. | aid",
    "King Harald (EVENT: named) (ACTOR: Hanna Berg) prime minister. | appointment",
    "(ACTOR: Turkey) (EVENT: rejected) the offer of (RECIP: Sweden). | rejection",
    "(ACTOR: Rwanda) (EVENT: accused) (RECIP: Burundi) of sheltering rebels. | accusation",
    "(ACTOR: The army) (EVENT: seized) control of (PLACE: Kunduz) from (RECIP: the Taliban). | territory_taken",
    "(ACTOR: Poland) (EVENT: signed) a contract for 48 (ITEM: howitzers) with (RECIP: a Korean manufacturer). "
    "| arms_order",
    "(ACTOR: Austria) proposed (EVENT: talks) with (ACTOR: Slovenia). | negotiation proposed",
    "The (EVENT: withdrawal) of (ACTOR: Kenyan forces) from (PLACE: Somalia) was completed in (DATE: March). "
    "| withdrawal 2023-03-01..2023-03-31",
    "(ACTOR: Ethiopia) and (ACTOR: the rebels) (EVENT: agreed) a truce on (DATE: Thursday). | ceasefire 2023-03-30",
    "(ACTOR: Russian forces) (EVENT: shelled) (RECIP: Kherson) on (DATE: Monday). | attack 2023-04-03",
    "(ACTOR: Indonesia) (EVENT: congratulated) (RECIP: Pedro Alvarez) on (DATE: Sunday). | praise 2023-04-02",
    "(ACTOR: Sudan) and (ACTOR: South Sudan) began (EVENT: negotiations) in (PLACE: Juba) on (DATE: Monday). "
    "| negotiation 2023-04-03",
    "(ACTOR: Colombia) and (ACTOR: Venezuela) are (EVENT: negotiating) the reopening of their border. "
    "| negotiation ongoing",
]

STATUSES = [
    # -- status
    "(ACTOR: Hanna Berg) plans to (EVENT: visit) (RECIP: Senegal) (DATE: next week). "
    "| visit planned 2023-04-10..2023-04-16",
    "(ACTOR: Hanna Berg) is expected to (EVENT: meet) (ACTOR: Ana Souza) in (PLACE: Lisbon). | meeting planned",
    "(ACTOR: Laos) and (ACTOR: Thailand) are set to (EVENT: sign) an (ITEM: agreement). | agreement_signed planned",
    "(ACTOR: Peru) said it would (EVENT: send) (ITEM: food) to (RECIP: Haiti). | aid planned",
    "(ACTOR: The rebels) allegedly (EVENT: killed) (RECIP: four miners) in (PLACE: Ituri). | attack alleged",
    "(ACTOR: Uganda) reportedly (EVENT: arrested) (RECIP: two activists). | coercion alleged",
    "(ACTOR: The army) is (EVENT: shelling) (RECIP: the town). | attack ongoing",
    "(ACTOR: Spain) decided to (EVENT: send) (ITEM: tents) to (RECIP: Morocco). | aid planned",
    "(ACTOR: Kenya) has (EVENT: signed) the (ITEM: treaty). | agreement_signed",
    "(ACTOR: Kenya) had already (EVENT: signed) the (ITEM: treaty). | agreement_signed",
    # the cue is a verb that schedules its passive subject
    "The (EVENT: meeting) between (ACTOR: Hanna Berg) and (ACTOR: Ana Souza) is scheduled for (DATE: Friday). "
    "| meeting planned 2023-04-07",
    # the cue is the verb that governs the event
    "(ACTOR: Protesters) continue to (EVENT: demonstrate) in (PLACE: Tbilisi). | protest ongoing",
    # the parser hangs `due` as a mark
    "(ACTOR: The Somali president) is due to (EVENT: meet) (ACTOR: Ethiopian Prime Minister) Dawit Bekele on "
    "(DATE: Thursday). | meeting planned 2023-04-06",
]

NO_EVENTS = [
    "The Treaty Organisation's logo was redrawn by a student.",
    "Workers at a shoe factory in Leicester sorted the boots.",
    "The company did not meet its target for the year.",
    "The ceremony took place in the old library.",
    "A shell company in Panama owned the yacht.",
    "The striker scored twice for Ghana against Togo.",
    "The film tells the story of a war between two kingdoms.",
    "The minister called the plan a success.",
    "The road was closed for repairs.",
    "The museum received a painting by Hanna Berg.",
    "Prices hit a record in Argentina.",
    "The talks were not held.",
    "Kenya did not sign the treaty.",
    "Serbia never recognised Kosovo.",
    "If Iran attacked Israel, oil would become dearer.",
    "Japan could send ships to the region.",
    "The scheme met with success.",
    "Relations between Peru and Chile are friendly.",
    "The bill was paid by Ana Souza.",
    "She fought tears in the Oslo cathedral.",
    "The bomb squad of Chile has a new van.",
    "Hanna Berg met the deadline.",
    "The judge released the report.",
    "The orchestra of Vienna will release a record in May.",
    "The Red Cross has an office in Kabul.",
    "The volcano is a threat to no one.",
    "The price war between two airlines in Spain goes on.",
    "Hanna Berg lost control of the car.",
    "The team attacked well and Kenya won the game.",
]

LATE: dict[str, list[str]] = {
    "a trip cut short is not told": [
        "(ACTOR: The defence minister) cut short her (EVENT: trip) to (RECIP: Malta). | visit",
    ],
    "who is praised acts": [
        "(RECIP: Keiko Tanaka) was (EVENT: praised) by (ACTOR: Hanna Berg). | praise",
    ],
    "a violation told flatly is taken for a claim": [
        "(ACTOR: Armenia) (EVENT: violated) the ceasefire on (DATE: Saturday). | ceasefire_violation 2023-04-01",
    ],
    "help promised is an act of its own": [
        "(ACTOR: Iceland) (EVENT: promised) to support (RECIP: Ukraine). | pledge",
    ],
    "`with` after ties is not pointed at": [
        "(ACTOR: Nauru) (EVENT: established) diplomatic ties with (ACTOR: Oman). | recognition",
    ],
    "a participle on the noun (`talks mediated by`) lends it no phrase": [
        "(ACTOR: Serbia) and (ACTOR: Kosovo) resumed (EVENT: talks) mediated by (MEDIATOR: the European Union). "
        "| negotiation",
    ],
    "a place that the model takes for an organisation is not looked up": [
        "(ACTOR: Greece) (EVENT: deployed) (INSTRUMENT: soldiers) to (PLACE: Lesbos) on (DATE: Monday). "
        "| mobilisation 2023-04-03",
    ],
    "a weapon sent is a delivery, also one that the sender keeps": [
        "(ACTOR: Peru) (EVENT: sent) (INSTRUMENT: warships) to (PLACE: Callao). | mobilisation",
    ],
    "cooperation is mutual, so that who receives the person extradited acts": [
        "(ACTOR: Spain) (EVENT: extradited) (RECIP: a drug trafficker) to (RECIP: Argentina). | cooperation",
    ],
    "destroying one's own weapons is read as an attack": [
        "(ACTOR: Libya) (EVENT: destroyed) its (ITEM: chemical weapons) in (DATE: 2014). "
        "| disarmament 2014-01-01..2014-12-31",
    ],
    "one's own forces put on alert are read as an instrument": [
        "(ACTOR: Poland) (EVENT: put) its army on high alert. | mobilisation",
    ],
    "sanctions proposed are not kept": [
        "(ACTOR: The European Union) is considering (EVENT: sanctions) on (RECIP: Serbia). | sanction proposed",
    ],
    "the country that peacekeepers are sent to is taken for a recipient": [
        "(ACTOR: Bangladesh) (EVENT: deployed) (ACTOR: peacekeepers) to (PLACE: Mali) on (DATE: Monday). "
        "| peacekeeping 2023-04-03",
        "(ACTOR: Ghana) will (EVENT: send) (ACTOR: observers) to (PLACE: Sudan). | peacekeeping planned",
    ],
    "the other side of a truce is taken for one who broke it": [
        "(ACTOR: The rebels) (EVENT: broke) the truce with (RECIP: the army). | ceasefire_violation",
    ],
    "the parser makes the subject a modifier of the object": [
        "(ACTOR: Algeria) (EVENT: massed) (INSTRUMENT: tanks) near (PLACE: the border). | mobilisation",
    ],
    "two words for one outbreak are two events": [
        "A cholera (EVENT: outbreak) in (RECIP: Malawi) began in (DATE: March 2022). | disaster 2022-03-01..2022-03-31",
    ],
    "what is agreed or promised is told as an act of its own": [
        "(ACTOR: Nigeria) and (ACTOR: Benin) (EVENT: agreed) to share river data. | pledge",
    ],
    "what is counted or owned (`the bodies of`) is no party": [
        "(ACTOR: Egypt) (EVENT: returned) the bodies of (ITEM: three fishermen) to (RECIP: Cyprus). | release",
    ],
}

LOOK_ALIKES = {
    "a court in session meets": "The court is in session on weekdays.",
    "a coach fired has left an office": "The football club fired its coach after the defeat.",
    "a deal between shopkeepers is a deal": "The deal between the two grocers in Turin was sealed.",
    "a match won is a vote won": "Bulgaria won the match against Malta by two goals.",
    "an order of computers is an order of arms": "The bank ordered new computers from a supplier in Taiwan.",
    "a fire in a bakery is a disaster like any other": "A fire in an oven destroyed a bakery in Lyon.",
}

# Sentences that tell several events, each with its own marks, in text order.
SEVERAL: list[list[str]] = [
    [
        "(ACTOR: Hanna Berg) (EVENT: met) (ACTOR: Ana Souza) and signed a treaty. | meeting",
        "(ACTOR: Hanna Berg) met (ACTOR: Ana Souza) and (EVENT: signed) a (ITEM: treaty). | agreement_signed",
    ],
    [
        "(ACTOR: Hanna Berg) (EVENT: urged) (RECIP: Iran) to release the journalist. | request",
        "Hanna Berg urged (ACTOR: Iran) to (EVENT: release) the (RECIP: journalist). | release proposed",
    ],
    [
        "(ACTOR: Ana Souza) will (EVENT: travel) to (RECIP: Angola), Mozambique and Benin. | visit planned",
        "(ACTOR: Ana Souza) will (EVENT: travel) to Angola, (RECIP: Mozambique) and Benin. | visit planned",
        "(ACTOR: Ana Souza) will (EVENT: travel) to Angola, Mozambique and (RECIP: Benin). | visit planned",
    ],
    [
        "Hanna Berg denied that (ACTOR: Sweden) had (EVENT: supplied) (ITEM: missiles) to (RECIP: Libya). "
        "| arms_transfer denied",
    ],
    # what is called for is wished, not over
    [
        "(ACTOR: Hanna Berg) (EVENT: called) for talks with (RECIP: Peru). | request",
        "Hanna Berg called for (EVENT: talks) with (ACTOR: Peru). | negotiation proposed",
    ],
    # the accused is the doer, though the parser hangs what is alleged as an adverbial
    [
        "(ACTOR: Rwanda) (EVENT: accused) (RECIP: Burundi) of shelling a village. | accusation",
        "Rwanda accused (ACTOR: Burundi) of (EVENT: shelling) a (RECIP: village). | attack alleged",
    ],
    [
        "After the (EVENT: attack) on (RECIP: Kherson), Poland will send tanks to Ukraine. | attack",
        "After the attack on Kherson, (ACTOR: Poland) will (EVENT: send) (ITEM: tanks) to (RECIP: Ukraine). "
        "| arms_transfer planned",
    ],
]


def plain(row: str) -> str:
    """A row without what it tells after the bar."""
    return row.rpartition(" | ")[0]


def late(why: str, *values: object) -> object:
    """A case that fails for a known reason."""
    return pytest.param(*values, marks=pytest.mark.xfail(strict=True, reason=why))


@pytest.mark.parametrize("row", [*CLEAR, *STATUSES])
def test_a_sentence_tells_one_event(row: str) -> None:
    assert lines(plain(row)) == [row]


@pytest.mark.parametrize("row", [late(why, row) for why, rows in LATE.items() for row in rows])
def test_events_not_read_right_yet(row: str) -> None:
    assert lines(plain(row)) == [row]


@pytest.mark.parametrize("rows", SEVERAL)
def test_a_sentence_tells_several_events(rows: list[str]) -> None:
    assert len(lines(plain(rows[0]))) == len(rows)
    assert [lines(plain(row))[n] for n, row in enumerate(rows)] == rows


@pytest.mark.parametrize("text", [*NO_EVENTS, *(late(why, text) for why, text in LOOK_ALIKES.items())])
def test_look_alikes_tell_nothing(text: str) -> None:
    assert lines(text) == []


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Hanna Berg and Paul Roy met in Oslo. They met again in Bergen.", ["Hanna Berg", "Paul Roy"]),
        ("Chad, Mali and Niger signed a treaty. The three countries met again in Oslo.", ["Chad", "Mali", "Niger"]),
        ("Hanna Berg and Paul Roy met in Oslo. The rebels wept. They met again in Bergen.", ["rebels"]),  # nearer
    ],
)
def test_a_plural_is_those_named_in_one_breath_before(text: str, parties: list[str]) -> None:
    found = read(text)
    names = {c.id: c.name.quote(text) for c in found.chains}
    last = max((e for e in found.events if e.kind == "meeting"), key=lambda e: e.trigger)
    assert sorted(names[r.chain] for r in last.roles if r.is_party) == parties


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        # told of most, though another was named last
        (
            "Peru quarrels with Chile. Chile sent an envoy to Lima. Peru is poor. Ana Souza of Brazil watched. The two "
            "countries signed a treaty.",
            ["Chile", "Peru"],
        ),
        # side by side, whatever the tree makes of them
        (
            "The defence ministers of Kenya, Uganda and Togo met. The three states signed a treaty.",
            ["Kenya", "Togo", "Uganda"],
        ),
        ("Benin voted. The two countries signed a treaty.", []),  # only one is told
        # no persons, though they were named last
        ("Togo and Chad quarrel. Hanna Berg and Paul Roy wept. The two states signed a treaty.", ["Chad", "Togo"]),
    ],
)
def test_the_two_countries_are_states(text: str, parties: list[str]) -> None:
    found = read(text)
    names = {c.id: c.name.quote(text) for c in found.chains}
    signed = [e for e in found.events if e.kind == "agreement_signed"]
    assert sorted(names[r.chain] for e in signed for r in e.roles if r.is_party) == parties


def test_every_kind_has_a_sentence() -> None:
    told = {row.rpartition(" | ")[2].split()[0] for row in [*CLEAR, *(r for rows in LATE.values() for r in rows)]}
    assert set(KINDS) - told - {"other"} == set()


def test_evidence_is_a_passage_that_holds_its_trigger() -> None:
    for row in CLEAR[::5]:
        found = read(unmark(plain(row)).text)
        for event in found.events:
            assert event.evidence.covers(event.trigger)
            assert found.sentences[event.sentence].sentence.span.covers(event.evidence)


@pytest.mark.parametrize("published", ["2023-04-04", None], ids=["dated", "undated"])
def test_a_report_without_a_date_tells_the_same_events(published: str | None) -> None:
    found = read("Hungary and Romania signed a treaty in Vienna on Monday.", published)
    (event,) = found.events
    assert event.kind == "agreement_signed"
    assert (event.date is None) == (published is None)


def test_words_that_name_nobody_are_kept_faintly() -> None:
    found = read("Rebels shelled Gao on Monday. The shelling lasted two hours.")
    assert [e.kind for e in found.events] == ["attack"]
    assert [(e.kind, e.faint) for e in found.faint] == [("attack", "vague")]
    assert all(e.evidence.covers(e.trigger) for e in found.faint)
