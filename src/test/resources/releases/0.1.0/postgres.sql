-- schema version 17
COPY alertmanager_alert (destination, incident_key, alert, fires_until) FROM stdin;
\.
COPY attempt (delivery_id, number, started_at, duration, outcome, reason, detail) FROM stdin;
2	1	1795711027601	318	dead	auth	no_service: the webhook was removed or its workspace switched it off; make a new one and put it into relay.notifier.slack.ops.webhook-url
\.
COPY audit_checkpoint (number, size, root, made_at, note) FROM stdin;
\.
COPY audit_cut (size, frontier, cut_at) FROM stdin;
\.
COPY audit_leaf (leaf, record, hash) FROM stdin;
0	2	\\xc796a549e6ae32c6791c6eb263b791eae1941a2bba46515f6857060e93a07ea5
1	3	\\xb96f203760cc054dd4b74f0e9242881b8869863a38e183cbed4a55235ac85d7a
2	4	\\x26cd00ece7edfcdad1e785a2d8d395fb5caf1927ae45f9130a553c3d85491d2a
3	5	\\x2d56277f66b812bad0f55bd696d921d733743937a24794bb764bb429eb190ba9
\.
COPY audit_record (seq, destination, message_id, received_at, occurred_at, kind, malformed, topic, type, resource, compartment, headers, body, body_sha256, message_seq) FROM stdin;
2	ons-relay	01a218b7-c6c6-7398-b805-b5986df73b77	1795711026887	1795711026887	OPERATOR_CHANGE	f	\N	routes.loaded	routes	\N	{}	\\x7b2277686f223a226f6e732d72656c6179222c22616374696f6e223a22726f757465732e6c6f61646564222c22746172676574223a22726f75746573222c226265666f7265223a6e756c6c2c226166746572223a7b2276657273696f6e223a22663765336537323065333134222c22726f75746573223a337d2c22726561736f6e223a6e756c6c7d	85ee5d3136ea41c8545a688feecf622635b533f3f558990f1bc9bf77428033a5	\N
3	audit/default	01a218b7-c877-7052-b428-20871ffb1947	1795711027319	1772352000000	EVENT	f	ocid1.onstopic.oc1.phx.aaaaaaaastandinstandinstandinstandinstandinstandinstandin	com.oraclecloud.computeapi.instanceaction.end	ocid1.instance.oc1.phx.mark0	ocid1.compartment.oc1..aaaaaaaamark	\N	\N	b5ef09c5bef199c449c7c7f2c4f772a5744a0a49f1ce9f1b8094075553eeb5d0	2
4	audit/default	01a218b7-cc44-71d5-affe-3f3bddafd9bc	1795711028292	1772352000000	EVENT	f	ocid1.onstopic.oc1.phx.aaaaaaaastandinstandinstandinstandinstandinstandinstandin	com.oraclecloud.computeapi.instanceaction.end	ocid1.instance.oc1.phx.mark1	ocid1.compartment.oc1..aaaaaaaamark	\N	\N	7ecad47cdd128cb2cf3a887a328923c6e5a4cd5e9ede5c6357c510b1bfb2393a	3
5	audit/default	01a218b7-cdbd-77bc-98d8-bcd317295a48	1795711028669	1772352001000	EVENT	f	ocid1.onstopic.oc1.phx.aaaaaaaastandinstandinstandinstandinstandinstandinstandin	com.oraclecloud.computeapi.instanceaction.end	ocid1.instance.oc1.phx.mark0	ocid1.compartment.oc1..aaaaaaaamark	\N	\N	decce3134291d7849c20817f46b23a0a75fd15f0fceeaa8c274fe9e8d3b48e80	4
6	audit/default	01a218b7-cee2-736e-a079-3c2708e8638a	1795711028962	1772352001000	EVENT	f	ocid1.onstopic.oc1.phx.aaaaaaaastandinstandinstandinstandinstandinstandinstandin	com.oraclecloud.computeapi.instanceaction.end	ocid1.instance.oc1.phx.mark1	ocid1.compartment.oc1..aaaaaaaamark	\N	\N	68d46d32744e571b97e5d5da34601be88596cc58643c754ec0795e2ecf8b28f9	5
\.
COPY audit_sink (name, number, lease_end) FROM stdin;
log	0	0
\.
COPY audit_tree (id, size, frontier, cut) FROM stdin;
1	4	\\x3df7a626a65ba7655b8dd5d954795640385d12f74b84951e8b4d67b936553994	0
\.
COPY audit_unsealed (record) FROM stdin;
6
\.
COPY canary (id, secret_key, topic_id, due_at, since, returned, broken_since) FROM stdin;
\.
COPY clock_offset (id, millis) FROM stdin;
\.
COPY confirmation (url_digest, subscription_id, topic_id, url, received_at, state, attempts, due_at, detail, expiry_told) FROM stdin;
\.
COPY credential (name, hash, created_at) FROM stdin;
\.
COPY delivery (id, message_seq, destination, route, ordering_key, occurred_at, received_at, part, records, pending_since, state, due_at, lease, lease_end, attempts, reason, detail, finished_at, acknowledged_at, acknowledged_by, acknowledged_comment) FROM stdin;
2	2	slack/ops	all	resource:ocid1.instance.oc1.phx.mark0	1772352000000	1795711027319	0		1795711027392	dead	\N	\N	\N	1	auth	no_service: the webhook was removed or its workspace switched it off; make a new one and put it into relay.notifier.slack.ops.webhook-url	1795711027929	\N	\N	\N
3	2	pagerduty/primary	all	resource:ocid1.instance.oc1.phx.mark0	1772352000000	1795711027319	0		1795711027392	delivered	\N	\N	\N	1	\N	\N	1795711028228	\N	\N	\N
5	3	pagerduty/primary	all	resource:ocid1.instance.oc1.phx.mark1	1772352000000	1795711028292	0		1795711028463	delivered	\N	\N	\N	1	\N	\N	1795711028846	\N	\N	\N
4	3	slack/ops	all	resource:ocid1.instance.oc1.phx.mark1	1772352000000	1795711028292	0		1795711028463	delivered	\N	\N	\N	1	\N	\N	1795711029082	\N	\N	\N
6	4	slack/ops	all	resource:ocid1.instance.oc1.phx.mark0	1772352001000	1795711028669	0		1795711028738	delivered	\N	\N	\N	1	\N	\N	1795711029096	\N	\N	\N
7	4	pagerduty/primary	all	resource:ocid1.instance.oc1.phx.mark0	1772352001000	1795711028669	0		1795711028738	delivered	\N	\N	\N	1	\N	\N	1795711029168	\N	\N	\N
8	5	slack/ops	all	resource:ocid1.instance.oc1.phx.mark1	1772352001000	1795711028962	0		1795711028985	delivered	\N	\N	\N	1	\N	\N	1795711029176	\N	\N	\N
9	5	pagerduty/primary	all	resource:ocid1.instance.oc1.phx.mark1	1772352001000	1795711028962	0		1795711028985	delivered	\N	\N	\N	1	\N	\N	1795711029184	\N	\N	\N
\.
COPY destination_hour (destination, hour, delivered, failed, dead) FROM stdin;
pagerduty/primary	1795708800000	4	0	0
slack/ops	1795708800000	3	0	1
\.
COPY destination_last (destination, delivered_at, lag, failed_at, reason, detail) FROM stdin;
pagerduty/primary	1795711029198	236	\N	\N	\N
slack/ops	1795711029184	222	1795711027956	auth	no_service: the webhook was removed or its workspace switched it off; make a new one and put it into relay.notifier.slack.ops.webhook-url
\.
COPY destination_pause (destination, begins, ends, paused_at, paused_by, reason, ended_at, ended_by) FROM stdin;
\.
COPY destination_throttle (destination, not_before, noted_at) FROM stdin;
\.
COPY flyway_schema_history (installed_rank, version, description, type, script, checksum, installed_by, installed_on, execution_time, success) FROM stdin;
1	1	journal	SQL	V1__journal.sql	1950409726	postgres	2026-11-26 16:37:02.214911	226	t
2	2	delivery	SQL	V2__delivery.sql	10666506	postgres	2026-11-26 16:37:02.498706	157	t
3	3	audit	SQL	V3__audit.sql	1427756224	postgres	2026-11-26 16:37:02.687853	52	t
4	4	credential	SQL	V4__credential.sql	1318182134	postgres	2026-11-26 16:37:02.766883	6	t
5	5	confirmation	SQL	V5__confirmation.sql	460601222	postgres	2026-11-26 16:37:02.778225	14	t
6	6	slack thread	SQL	V6__slack_thread.sql	845080401	postgres	2026-11-26 16:37:02.807213	5	t
7	7	acknowledged	SQL	V7__acknowledged.sql	353939791	postgres	2026-11-26 16:37:02.819468	6	t
8	8	incident resolution	SQL	V8__incident_resolution.sql	567408714	postgres	2026-11-26 16:37:02.838159	8	t
9	9	signature construction	SQL	V9__signature_construction.sql	31836957	postgres	2026-11-26 16:37:02.859015	6	t
10	10	alertmanager alert	SQL	V10__alertmanager_alert.sql	992228829	postgres	2026-11-26 16:37:02.880043	13	t
11	11	topic	SQL	V11__topic.sql	-955129862	postgres	2026-11-26 16:37:02.898487	20	t
12	12	audit log	SQL	V12__audit_log.sql	515086166	postgres	2026-11-26 16:37:02.927867	34	t
13	13	search	SQL	V13__search.sql	-380862392	postgres	2026-11-26 16:37:02.975367	26	t
14	14	silence	SQL	V14__silence.sql	-2086584945	postgres	2026-11-26 16:37:03.011143	14	t
15	15	replay	SQL	V15__replay.sql	753164356	postgres	2026-11-26 16:37:03.038915	23	t
16	16	operators	SQL	V16__operators.sql	-472579676	postgres	2026-11-26 16:37:03.068251	13	t
17	17	audit sink	SQL	V17__audit_sink.sql	185955261	postgres	2026-11-26 16:37:03.089338	4	t
\.
COPY held_delivery (id, silence_id, message_seq, destination, route, ordering_key, occurred_at, received_at, part, records, opens, sent_at, sent_by) FROM stdin;
\.
COPY incident_resolution (destination, incident_key, resolved_at, recorded_at) FROM stdin;
\.
COPY loaded_routes (id, version, loaded_at) FROM stdin;
1	f7e3e720e314	1795711023957
\.
COPY message (seq, id, received_at, occurred_at, kind, malformed, topic, type, resource, compartment) FROM stdin;
2	01a218b7-c877-7052-b428-20871ffb1947	1795711027319	1772352000000	EVENT	f	ocid1.onstopic.oc1.phx.aaaaaaaastandinstandinstandinstandinstandinstandinstandin	com.oraclecloud.computeapi.instanceaction.end	ocid1.instance.oc1.phx.mark0	ocid1.compartment.oc1..aaaaaaaamark
3	01a218b7-cc44-71d5-affe-3f3bddafd9bc	1795711028292	1772352000000	EVENT	f	ocid1.onstopic.oc1.phx.aaaaaaaastandinstandinstandinstandinstandinstandinstandin	com.oraclecloud.computeapi.instanceaction.end	ocid1.instance.oc1.phx.mark1	ocid1.compartment.oc1..aaaaaaaamark
4	01a218b7-cdbd-77bc-98d8-bcd317295a48	1795711028669	1772352001000	EVENT	f	ocid1.onstopic.oc1.phx.aaaaaaaastandinstandinstandinstandinstandinstandinstandin	com.oraclecloud.computeapi.instanceaction.end	ocid1.instance.oc1.phx.mark0	ocid1.compartment.oc1..aaaaaaaamark
5	01a218b7-cee2-736e-a079-3c2708e8638a	1795711028962	1772352001000	EVENT	f	ocid1.onstopic.oc1.phx.aaaaaaaastandinstandinstandinstandinstandinstandinstandin	com.oraclecloud.computeapi.instanceaction.end	ocid1.instance.oc1.phx.mark1	ocid1.compartment.oc1..aaaaaaaamark
\.
COPY message_body (seq, headers, body) FROM stdin;
2	{"x-oci-ns-messageid":"aa84e539-998f-3a79-b21a-11e8f8f16c81","x-oci-ns-messagetype":"Notification","x-oci-ns-signature":"c0hjMr9oP3+K4BfA/elTXprB5ZwMlZBfYFmvcDbudnKWiP8ocJFHe5aUdeNwzrxpeyNaaGQVbjTd00oTiawA0AR1hvMXWVZ+9iMIsl4zuG3o26FUmIwB5y2oOLAhBbhmI2X9FWH72eEpD1rVU+cC33HTwWveCPQEa/r+4DOEaoRk9tQN8lv/IsG4JsYCbN4W1qGSglmNoV+CO/TK9EFWFBvnNNcwHb8ot/q4EHxAYEUTU9+z7o+BZ23Zxqgr0EdhAoDih9XvKDcUXc2NJgueY2SsD/oo7HAXjGyDs1c1Ehk2LLMuLBNv+xsDGM9BeZzAGRpVAPsIcvMpj1N5IN1v4Q==","x-oci-ns-signatureversion":"2.0","x-oci-ns-signingcerturl":"https://objectstorage.standin.invalid/p/stand-in-token/n/bmc-ons-prod/b/ons-ds/o/ds-signature-public-certificate-standin.crt","x-oci-ns-timestamp":"2026-11-26T16:37:07.003+0000","x-oci-ns-topicname":"operations","x-oci-ns-topicocid":"ocid1.onstopic.oc1.phx.aaaaaaaastandinstandinstandinstandinstandinstandinstandin"}	\\x7b0a2020226576656e7454797065223a2022636f6d2e6f7261636c65636c6f75642e636f6d707574656170692e696e7374616e6365616374696f6e2e656e64222c0a202022636c6f75644576656e747356657273696f6e223a2022302e31222c0a2020226576656e745479706556657273696f6e223a2022322e30222c0a202022736f75726365223a2022436f6d70757465417069222c0a2020226576656e7454696d65223a2022323032362d30332d30315430383a30303a30305a222c0a202022636f6e74656e7454797065223a20226170706c69636174696f6e2f6a736f6e222c0a20202264617461223a207b0a2020202022636f6d706172746d656e744964223a20226f636964312e636f6d706172746d656e742e6f63312e2e61616161616161616d61726b222c0a2020202022636f6d706172746d656e744e616d65223a20226d61726b73222c0a20202020227265736f757263654e616d65223a20226d61726b2d3030302d30303030222c0a20202020227265736f757263654964223a20226f636964312e696e7374616e63652e6f63312e7068782e6d61726b30222c0a2020202022617661696c6162696c697479446f6d61696e223a202271547a413a5048582d41442d32222c0a20202020226164646974696f6e616c44657461696c73223a207b22696e7374616e6365416374696f6e54797065223a202273746f70222c20227368617065223a2022564d2e5374616e646172642e45352e466c6578227d0a20207d2c0a2020226576656e744944223a202261613834653533392d393938662d336137392d623231612d313165386638663136633831222c0a202022657874656e73696f6e73223a207b22636f6d706172746d656e744964223a20226f636964312e636f6d706172746d656e742e6f63312e2e61616161616161616d61726b227d0a7d0a
3	{"x-oci-ns-messageid":"52680d65-467a-3b6e-948d-148744dca143","x-oci-ns-messagetype":"Notification","x-oci-ns-signature":"fgbzuvlCX/54OqpWJ3v/0VvEayFO+aEUdx7s3IN9YIKtzGMs52vDSyBf76IpKf83ilEfictpTkfDbwMLiRURIXCAVXAODtf9n39dbX0XxkhkqmS9LHn1Ytm/EvFn9h2C+U7eXsnh9gEg0PSO8e1mKep6zmjG1dNB0qQ7GqE7lnEgyuXWJlaypbBIRsYcyrekrKC3euX7IJAIM1JgkS+R2f6sDI2Y/djHDk4MqQpBfXl2Sfq7boo8ZfRPz5SatQwUf7tBos9tne0HSD4eWCWoY87lo04ZQrvlV1ZZls98CP+e5vuLPE4Ld46pzfCm0xcKUiPNCjDEW5/tQgaLUrihVA==","x-oci-ns-signatureversion":"2.0","x-oci-ns-signingcerturl":"https://objectstorage.standin.invalid/p/stand-in-token/n/bmc-ons-prod/b/ons-ds/o/ds-signature-public-certificate-standin.crt","x-oci-ns-timestamp":"2026-11-26T16:37:08.271+0000","x-oci-ns-topicname":"operations","x-oci-ns-topicocid":"ocid1.onstopic.oc1.phx.aaaaaaaastandinstandinstandinstandinstandinstandinstandin"}	\\x7b0a2020226576656e7454797065223a2022636f6d2e6f7261636c65636c6f75642e636f6d707574656170692e696e7374616e6365616374696f6e2e656e64222c0a202022636c6f75644576656e747356657273696f6e223a2022302e31222c0a2020226576656e745479706556657273696f6e223a2022322e30222c0a202022736f75726365223a2022436f6d70757465417069222c0a2020226576656e7454696d65223a2022323032362d30332d30315430383a30303a30305a222c0a202022636f6e74656e7454797065223a20226170706c69636174696f6e2f6a736f6e222c0a20202264617461223a207b0a2020202022636f6d706172746d656e744964223a20226f636964312e636f6d706172746d656e742e6f63312e2e61616161616161616d61726b222c0a2020202022636f6d706172746d656e744e616d65223a20226d61726b73222c0a20202020227265736f757263654e616d65223a20226d61726b2d3030312d30303030222c0a20202020227265736f757263654964223a20226f636964312e696e7374616e63652e6f63312e7068782e6d61726b31222c0a2020202022617661696c6162696c697479446f6d61696e223a202271547a413a5048582d41442d32222c0a20202020226164646974696f6e616c44657461696c73223a207b22696e7374616e6365416374696f6e54797065223a202273746f70222c20227368617065223a2022564d2e5374616e646172642e45352e466c6578227d0a20207d2c0a2020226576656e744944223a202235323638306436352d343637612d336236652d393438642d313438373434646361313433222c0a202022657874656e73696f6e73223a207b22636f6d706172746d656e744964223a20226f636964312e636f6d706172746d656e742e6f63312e2e61616161616161616d61726b227d0a7d0a
4	{"x-oci-ns-messageid":"d65823f8-626b-3b87-bd18-2be6df0c8bf9","x-oci-ns-messagetype":"Notification","x-oci-ns-signature":"FsyRCImqPMaDQ5sESgZQSj3m0KBorIVXkw0Mm4FEEpuMmBqffPyDL34FMg2RFVuhXxvpTVInNrm/P9Absvw6209kvrPVYeVWw1zp4cy8NQn1WZELH4EXpj3tqvW18c4fw5BmPsqqTQmRTZ5nMqA6+L0QnETYLjK9M6VBf4MYuMsKzDpMLInBBWybkky7FJmETS/Sp+lXMrh5h8CsrhVcVEAP7fXrzb5EVFvXSHiESFzk+ArC6XW/YiYrhez/KJg4UTzG/tvV80A8cXHxtOgFT7V+Isx1qII/jAUMHkO3gZjI5qL3RIM9lgqOYK7Gq6AUH6yx0F6h3HeIeNXDwU4qeA==","x-oci-ns-signatureversion":"2.0","x-oci-ns-signingcerturl":"https://objectstorage.standin.invalid/p/stand-in-token/n/bmc-ons-prod/b/ons-ds/o/ds-signature-public-certificate-standin.crt","x-oci-ns-timestamp":"2026-11-26T16:37:08.644+0000","x-oci-ns-topicname":"operations","x-oci-ns-topicocid":"ocid1.onstopic.oc1.phx.aaaaaaaastandinstandinstandinstandinstandinstandinstandin"}	\\x7b0a2020226576656e7454797065223a2022636f6d2e6f7261636c65636c6f75642e636f6d707574656170692e696e7374616e6365616374696f6e2e656e64222c0a202022636c6f75644576656e747356657273696f6e223a2022302e31222c0a2020226576656e745479706556657273696f6e223a2022322e30222c0a202022736f75726365223a2022436f6d70757465417069222c0a2020226576656e7454696d65223a2022323032362d30332d30315430383a30303a30315a222c0a202022636f6e74656e7454797065223a20226170706c69636174696f6e2f6a736f6e222c0a20202264617461223a207b0a2020202022636f6d706172746d656e744964223a20226f636964312e636f6d706172746d656e742e6f63312e2e61616161616161616d61726b222c0a2020202022636f6d706172746d656e744e616d65223a20226d61726b73222c0a20202020227265736f757263654e616d65223a20226d61726b2d3030302d30303031222c0a20202020227265736f757263654964223a20226f636964312e696e7374616e63652e6f63312e7068782e6d61726b30222c0a2020202022617661696c6162696c697479446f6d61696e223a202271547a413a5048582d41442d32222c0a20202020226164646974696f6e616c44657461696c73223a207b22696e7374616e6365416374696f6e54797065223a202273746f70222c20227368617065223a2022564d2e5374616e646172642e45352e466c6578227d0a20207d2c0a2020226576656e744944223a202264363538323366382d363236622d336238372d626431382d326265366466306338626639222c0a202022657874656e73696f6e73223a207b22636f6d706172746d656e744964223a20226f636964312e636f6d706172746d656e742e6f63312e2e61616161616161616d61726b227d0a7d0a
5	{"x-oci-ns-messageid":"bed73650-6df6-3b12-ae73-d2f6d476b3e1","x-oci-ns-messagetype":"Notification","x-oci-ns-signature":"4DSWIq4kPTuQIcq3BMdRP3wuOSQNbC4X7cA5ky93wMi/A8wMrwvHMqDlpRJvQgtRxpJkuq9d4PLg28dY1i9qSdCHJLijodxsahzS1tWh8OHQMlL1lt86PcVFsF8QB7OoJ0QfRXE5EVvfINqkk5Y8LXU50TzaqogdRUkzYqSEqU3WD5frQ3FXe8N6paMrwXWsh2Ys/cOJqcjsERnvy+fMwMto8sPJZ/urzdGxGqY6jPQl59vOtJxsK6t/s6YiDw2bi+OKCg5WxmhwrtwmKCih/BZGOcr2xOwBA4LNny6bQ8uA6Gejutbm3bLVfmIJ/9MRYdXPp36OXKX//Q/xei1y5w==","x-oci-ns-signatureversion":"2.0","x-oci-ns-signingcerturl":"https://objectstorage.standin.invalid/p/stand-in-token/n/bmc-ons-prod/b/ons-ds/o/ds-signature-public-certificate-standin.crt","x-oci-ns-timestamp":"2026-11-26T16:37:08.861+0000","x-oci-ns-topicname":"operations","x-oci-ns-topicocid":"ocid1.onstopic.oc1.phx.aaaaaaaastandinstandinstandinstandinstandinstandinstandin"}	\\x7b0a2020226576656e7454797065223a2022636f6d2e6f7261636c65636c6f75642e636f6d707574656170692e696e7374616e6365616374696f6e2e656e64222c0a202022636c6f75644576656e747356657273696f6e223a2022302e31222c0a2020226576656e745479706556657273696f6e223a2022322e30222c0a202022736f75726365223a2022436f6d70757465417069222c0a2020226576656e7454696d65223a2022323032362d30332d30315430383a30303a30315a222c0a202022636f6e74656e7454797065223a20226170706c69636174696f6e2f6a736f6e222c0a20202264617461223a207b0a2020202022636f6d706172746d656e744964223a20226f636964312e636f6d706172746d656e742e6f63312e2e61616161616161616d61726b222c0a2020202022636f6d706172746d656e744e616d65223a20226d61726b73222c0a20202020227265736f757263654e616d65223a20226d61726b2d3030312d30303031222c0a20202020227265736f757263654964223a20226f636964312e696e7374616e63652e6f63312e7068782e6d61726b31222c0a2020202022617661696c6162696c697479446f6d61696e223a202271547a413a5048582d41442d32222c0a20202020226164646974696f6e616c44657461696c73223a207b22696e7374616e6365416374696f6e54797065223a202273746f70222c20227368617065223a2022564d2e5374616e646172642e45352e466c6578227d0a20207d2c0a2020226576656e744944223a202262656437333635302d366466362d336231322d616537332d643266366434373662336531222c0a202022657874656e73696f6e73223a207b22636f6d706172746d656e744964223a20226f636964312e636f6d706172746d656e742e6f63312e2e61616161616161616d61726b227d0a7d0a
\.
COPY message_index (id, format, position, indexed_to, rebuild_to, holder, lease_end) FROM stdin;
1	1	2	5	0	9f4b0e68-a849-428d-8595-e23c8508a4b8	1795711056231
\.
COPY message_key (key, message_id, received_at) FROM stdin;
\\x69a3f20044133bb9d11d0886e8ba428ad7267fb69b97ac2374e82b13e81e8b7f678d33f5	01a218b7-c877-7052-b428-20871ffb1947	1795711027319
\\x69a3f2006ebde6a72b6c9c38b2fc5d53867d5a9f03acce3a634a071abe93a2b7b5a5749e	01a218b7-cc44-71d5-affe-3f3bddafd9bc	1795711028292
\\x69a3f201c5ceac5a83bb110c74c67a9c1a1136d7ead8e5bb88b5619fadf7f5e9740f5896	01a218b7-cdbd-77bc-98d8-bcd317295a48	1795711028669
\\x69a3f201238ffb5dbfcbc0efd535eb886154bd9386221f0bcb9073ec95d64acefd4aa310	01a218b7-cee2-736e-a079-3c2708e8638a	1795711028962
\.
COPY message_summary (seq, severity, status, title, words) FROM stdin;
2	WARNING	SUCCEEDED	Instance mark-000-0000 stopped	'#a0' '#b0' '0':42,46 '00':53 '000':3,7,68 '0000':4,8,69 '00z':54 '01t08':52 '03':51 '1':11,43 '11e8f8f16c81':94 '2':25,45,80 '2026':50 '3a79':92 '998f':91 'aa84e539':90 'aaaaaaaamark':63,100 'action':13 'ad':24,79 'additionaldetails':81 'application':56 'availability':20 'availabilitydomain':76 'b21a':93 'cloudeventsversion':41 'com':30,36 'compartment':61,98 'compartmentid':59,96 'compartmentname':64 'compute':27 'computeapi':32,38,48 'contenttype':55 'data':58 'domain':21 'e5':18,87 'end':34,40 'event':28 'eventid':89 'eventtime':49 'eventtype':35 'eventtypeversion':44 'extensions':95 'flex':19,88 'instance':1,72 'instanceaction':33,39 'instanceactiontype':82 'json':57 'mark':2,6,67 'mark0':75 'marks':12,65 'oc1':62,73,99 'ocid1':60,71,97 'oraclecloud':31,37 'phoenix':10 'phx':23,74,78 'qtza':22,77 'resourceid':70 'resourcename':66 'service':26 'shape':15,84 'source':47 'standard':17,86 'stop':14,83 'stopped':5 'type':29 'us':9 'vm':16,85
3	WARNING	SUCCEEDED	Instance mark-001-0000 stopped	'#a0' '#b0' '0':42,46 '00':53 '0000':4,8,69 '001':3,7,68 '00z':54 '01t08':52 '03':51 '1':11,43 '148744dca143':94 '2':25,45,80 '2026':50 '3b6e':92 '467a':91 '52680d65':90 '948d':93 'aaaaaaaamark':63,100 'action':13 'ad':24,79 'additionaldetails':81 'application':56 'availability':20 'availabilitydomain':76 'cloudeventsversion':41 'com':30,36 'compartment':61,98 'compartmentid':59,96 'compartmentname':64 'compute':27 'computeapi':32,38,48 'contenttype':55 'data':58 'domain':21 'e5':18,87 'end':34,40 'event':28 'eventid':89 'eventtime':49 'eventtype':35 'eventtypeversion':44 'extensions':95 'flex':19,88 'instance':1,72 'instanceaction':33,39 'instanceactiontype':82 'json':57 'mark':2,6,67 'mark1':75 'marks':12,65 'oc1':62,73,99 'ocid1':60,71,97 'oraclecloud':31,37 'phoenix':10 'phx':23,74,78 'qtza':22,77 'resourceid':70 'resourcename':66 'service':26 'shape':15,84 'source':47 'standard':17,86 'stop':14,83 'stopped':5 'type':29 'us':9 'vm':16,85
4	WARNING	SUCCEEDED	Instance mark-000-0001 stopped	'#a0' '#b0' '0':42,46 '00':53 '000':3,7,68 '0001':4,8,69 '01t08':52 '01z':54 '03':51 '1':11,43 '2':25,45,80 '2026':50 '2be6df0c8bf9':94 '3b87':92 '626b':91 'aaaaaaaamark':63,100 'action':13 'ad':24,79 'additionaldetails':81 'application':56 'availability':20 'availabilitydomain':76 'bd18':93 'cloudeventsversion':41 'com':30,36 'compartment':61,98 'compartmentid':59,96 'compartmentname':64 'compute':27 'computeapi':32,38,48 'contenttype':55 'd65823f8':90 'data':58 'domain':21 'e5':18,87 'end':34,40 'event':28 'eventid':89 'eventtime':49 'eventtype':35 'eventtypeversion':44 'extensions':95 'flex':19,88 'instance':1,72 'instanceaction':33,39 'instanceactiontype':82 'json':57 'mark':2,6,67 'mark0':75 'marks':12,65 'oc1':62,73,99 'ocid1':60,71,97 'oraclecloud':31,37 'phoenix':10 'phx':23,74,78 'qtza':22,77 'resourceid':70 'resourcename':66 'service':26 'shape':15,84 'source':47 'standard':17,86 'stop':14,83 'stopped':5 'type':29 'us':9 'vm':16,85
5	WARNING	SUCCEEDED	Instance mark-001-0001 stopped	'#a0' '#b0' '0':42,46 '00':53 '0001':4,8,69 '001':3,7,68 '01t08':52 '01z':54 '03':51 '1':11,43 '2':25,45,80 '2026':50 '3b12':92 '6df6':91 'aaaaaaaamark':63,100 'action':13 'ad':24,79 'additionaldetails':81 'ae73':93 'application':56 'availability':20 'availabilitydomain':76 'bed73650':90 'cloudeventsversion':41 'com':30,36 'compartment':61,98 'compartmentid':59,96 'compartmentname':64 'compute':27 'computeapi':32,38,48 'contenttype':55 'd2f6d476b3e1':94 'data':58 'domain':21 'e5':18,87 'end':34,40 'event':28 'eventid':89 'eventtime':49 'eventtype':35 'eventtypeversion':44 'extensions':95 'flex':19,88 'instance':1,72 'instanceaction':33,39 'instanceactiontype':82 'json':57 'mark':2,6,67 'mark1':75 'marks':12,65 'oc1':62,73,99 'ocid1':60,71,97 'oraclecloud':31,37 'phoenix':10 'phx':23,74,78 'qtza':22,77 'resourceid':70 'resourcename':66 'service':26 'shape':15,84 'source':47 'standard':17,86 'stop':14,83 'stopped':5 'type':29 'us':9 'vm':16,85
\.
COPY message_term (block, term, seq) FROM stdin;
0	-8427692802415408937	2
0	270945398562676291	2
0	2855455570255276341	2
0	3089727652376581616	2
0	3440539991134721253	2
0	3547062012783751450	2
0	5453683374908353942	2
0	5749628509997275299	2
0	5895829988984965772	2
0	8483381972813027946	2
0	-8798543921799943530	5
0	-8427692802415408937	3
0	-8427692802415408937	4
0	-8427692802415408937	5
0	-7130912693770937837	4
0	-1713551050846796426	3
0	-1466947280508830714	3
0	-1466947280508830714	5
0	2855455570255276341	3
0	2855455570255276341	4
0	2855455570255276341	5
0	3089727652376581616	3
0	3089727652376581616	4
0	3089727652376581616	5
0	3440539991134721253	4
0	3901006169764947018	5
0	4092325886486753952	3
0	4092325886486753952	5
0	5226891435813179312	3
0	5453683374908353942	3
0	5453683374908353942	4
0	5453683374908353942	5
0	5749628509997275299	3
0	5749628509997275299	4
0	5749628509997275299	5
0	5895829988984965772	4
0	6863089271423707827	4
0	8483381972813027946	3
0	8483381972813027946	4
0	8483381972813027946	5
\.
COPY notice_key (id, secret_key) FROM stdin;
\.
COPY replay (id, submitted_by, idempotency_key, submitted_at, destination, reason, from_time, until_time, acknowledged, kind, type, detail, last_delivery, snapshot_at, most, matching, state, done_to, replayed, ended_at, stopped_by) FROM stdin;
\.
COPY replay_delivery (replay_id, delivery_id) FROM stdin;
\.
COPY signature_construction (topic, version, construction, verified, first_at, last_at) FROM stdin;
\.
COPY silence (id, condition, reason, created_by, created_at, ends_at, ended_at, ended_by) FROM stdin;
\.
COPY slack_thread (destination, ordering_key, channel, ts, title, started_at, resolved) FROM stdin;
\.
COPY store_probe (written_at) FROM stdin;
1795711026150
\.
COPY subscription (id, topic_id, state, checked_at, pending_since, resent_at) FROM stdin;
\.
COPY topic (id, name, known_since, last_message_at, silent_since) FROM stdin;
ocid1.onstopic.oc1.phx.aaaaaaaastandinstandinstandinstandinstandinstandinstandin	operations	1795711027319	1795711028962	\N
\.
COPY topic_gap (topic_id, day, longest) FROM stdin;
ocid1.onstopic.oc1.phx.aaaaaaaastandinstandinstandinstandinstandinstandinstandin	20783	973
\.
SELECT setval('audit_record_seq_seq', 6);
SELECT setval('delivery_id_seq', 9);
SELECT setval('message_seq_seq', 5);
