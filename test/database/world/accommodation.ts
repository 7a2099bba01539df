import { org } from '../actors.ts';
import type { Call } from './calls.ts';
import { type Attempt, day, id, inserts, moment, own, type Row, row, self, updates, type Values } from './row.ts';
import { closureAttempts, closureRows } from './closures.ts';
import { houseRequestAttempts, houseRequestRows } from './house-requests.ts';
import type { Find } from './security.ts';

const ofBody = (code: string): string => id(`house ${code}`);

const house = (code: string, more: Values = {}): Values => ({
  ...{ id: ofBody(code), organisation_id: org(code), code, kind: 'dedicated', area: 'mersch', takes: ['women'] },
  ...{ turnaround_days: 1, opened_on: day, created_by: id('keeper'), created_at: moment, ...more },
});

const bed = (code: string, more: Values = {}): Values => ({
  ...{ id: id(`bed ${code}`), house_id: ofBody(code), organisation_id: org(code), room: '1', code: 'A' },
  ...{ in_service_from: day, ...more },
});

const placement = (words: string, more: Values = {}): Values => ({
  ...{ id: id(`placement ${words}`), support_organisation_id: org('INFOTRAITE'), audience: [org('INFOTRAITE')] },
  ...{ state: 'requested', needed_from: day, nights: 2, persons: 1, children: 0, sex: 'female', minor: 'no' },
  ...{ reference: '1111-1111', requested_by: id('asker'), requested_at: moment, ...more },
});

const atCaritas = { house_organisation_id: org('CARITAS'), audience: [org('INFOTRAITE'), org('CARITAS')] };
const inBed = (code: string): Values => ({ house_id: ofBody(code), bed_id: id(`bed ${code}`) });
const over = { state: 'left', left_on: day, move_on: 'family', case_id: id('case main') };

const claim = (words: string, code: string, more: Values = {}): Values => ({
  ...{ id: id(`claim ${words}`), bed_id: id(`bed ${code}`), house_id: ofBody(code), organisation_id: org(code) },
  ...{ kind: 'stay', placement_id: id('placement offered'), from_day: '2026-03-02', until_day: '2026-03-09' },
  ...{ free_from: '2026-03-10', made_by: id('asker'), made_at: moment, ...more },
});

const closed = {
  kind: 'closure',
  placement_id: null,
  reason: 'repair',
  from_day: '2026-04-02',
  until_day: '2026-04-09',
  free_from: '2026-04-09',
};

const step = (words: string, of: string, more: Values = {}): Values => ({
  ...{ id: id(`step ${words}`), placement_id: id(`placement ${of}`), event: 'ask', to_state: 'requested', on_day: day },
  ...{ organisation_id: org('INFOTRAITE'), made_by: id('asker'), made_at: moment, ...more },
});

const alarm = (words: string, of: string, more: Values = {}): Values => ({
  ...{
    id: id(`alarm ${words}`),
    placement_id: id(`placement ${of}`),
    minor: false,
    last_seen_at: moment,
    told: ['SPJ'],
  },
  ...{ audience: [org('SPJ'), org('INFOTRAITE'), org('CARITAS')], raised_by: id('asker'), raised_at: moment, ...more },
});

const abroad = (words: string, of: string, more: Values = {}): Values => ({
  ...{ id: id(`abroad ${words}`), placement_id: id(`placement ${of}`), case_id: id('case main') },
  ...{ support_organisation_id: org('INFOTRAITE'), police_organisation_id: org('SPJ') },
  ...{ audience: [org('INFOTRAITE'), org('SPJ')], country: 'BE', from_day: day, until_day: '2026-05-02' },
  ...{ visit_every_days: 30, proposed_by: id('asker'), proposed_at: moment, ...more },
});

const agreed = { state: 'agreed', answered_by: id('officer'), answered_at: moment };
const ofMinistry = { support_organisation_id: org('MJ'), audience: [org('MJ')] };

const placements = (): Row[] => [
  row('accommodation.placement', 'asked by INFOTRAITE', placement('asked')),
  row(
    'accommodation.placement',
    'offered to CARITAS',
    placement('offered', { ...atCaritas, ...inBed('CARITAS'), reference: '2222-2222', state: 'offered' }),
  ),
  row(
    'accommodation.placement',
    'of the main case, over',
    placement('over', { ...atCaritas, ...inBed('CRL'), ...over, reference: '3333-3333' }),
  ),
  row(
    'accommodation.placement',
    'of the main case, over before',
    placement('before', { ...over, reference: '4444-4444' }),
  ),
  row(
    'accommodation.placement',
    'of the main case, over long ago',
    placement('long ago', { ...over, reference: '5555-5555' }),
  ),
  row('accommodation.placement', 'of a case of PQT-DIE, by MJ', {
    ...placement('ministry', { ...ofMinistry, ...over, reference: '6666-6666' }),
    case_id: id('case foreign'),
  }),
  row('accommodation.placement', 'of a case of PQT-DIE, by MJ again', {
    ...placement('ministry again', { ...ofMinistry, ...over, reference: '7777-7777' }),
    case_id: id('case foreign'),
  }),
];

/** Houses of two bodies with a bed each, placements of a service, and what hangs on them. */
export const accommodationRows = (): Row[] => [
  row('accommodation.house', 'of CARITAS', house('CARITAS')),
  row('accommodation.house', 'of CRL', house('CRL')),
  row('accommodation.bed', 'of CARITAS', bed('CARITAS')),
  row('accommodation.bed', 'of CRL', bed('CRL')),
  ...placements(),
  row('accommodation.claim', 'a stay in a house of CARITAS', claim('caritas', 'CARITAS')),
  row(
    'accommodation.claim',
    'a stay in a house of CRL',
    claim('crl', 'CRL', {
      from_day: '2026-06-02',
      until_day: '2026-06-09',
      free_from: '2026-06-10',
      cancelled_at: moment,
    }),
  ),
  row('accommodation.claim', 'a closure of CARITAS', claim('caritas closed', 'CARITAS', closed)),
  row('accommodation.claim', 'a closure of CRL', claim('crl closed', 'CRL', closed)),
  ...closureRows(),
  row('accommodation.step', 'of what INFOTRAITE asked', step('asked', 'asked')),
  row('accommodation.step', 'of what is offered to CARITAS', step('offered', 'offered')),
  row('accommodation.placed', 'of the main case', { case_id: id('case main') }, ['case_id']),
  row('accommodation.placed', 'of a case of PQT-DIE', { case_id: id('case foreign') }, ['case_id']),
  row('accommodation.alarm', 'told to SPJ, INFOTRAITE and CARITAS', alarm('told', 'over')),
  row('accommodation.alarm', 'told to MJ', alarm('ministry', 'ministry', { audience: [org('MJ')] })),
  ...houseRequestRows(),
  row('accommodation.abroad', 'proposed to SPJ', abroad('proposed', 'before')),
  row('accommodation.abroad', 'agreed by SPJ', abroad('agreed', 'long ago', agreed)),
  row('accommodation.abroad', 'of MJ and PGD', {
    ...abroad('ministry', 'ministry', { support_organisation_id: org('MJ'), police_organisation_id: org('PGD') }),
    ...{ audience: [org('MJ'), org('PGD')], case_id: id('case foreign') },
  }),
];

const later = {
  id: id('claim fresh'),
  from_day: '2027-03-02',
  until_day: '2027-03-09',
  free_from: '2027-03-10',
  made_by: self,
};
const shut = { ...closed, ...later };

const claimAttempts = (find: Find): Attempt[] => {
  const stay = (name: string, code: string, more: Values): Attempt =>
    inserts('accommodation.claim', name, claim('fresh', code, { ...later, ...more }));
  const asked = { placement_id: id('placement asked') };
  const ends = 'cancelled_at = now()';
  return [
    stay('a stay for whom INFOTRAITE asked', 'CRL', asked),
    stay('a stay for who is offered CARITAS', 'CARITAS', {}),
    stay('a stay for whom MJ asked', 'CRL', { placement_id: id('placement ministry') }),
    stay('a stay in another’s name', 'CRL', { ...asked, made_by: id('somebody') }),
    stay('a stay in a bed of another house', 'CRL', { ...asked, bed_id: id('bed CARITAS') }),
    stay('a stay in a house without the bed', 'CRL', { ...asked, house_id: ofBody('CARITAS') }),
    stay('a stay in a bed of another body', 'CRL', { ...asked, organisation_id: org('CARITAS') }),
    stay('a closure as CARITAS', 'CARITAS', shut),
    stay('a closure as her own body', 'CARITAS', { ...shut, organisation_id: own }),
    stay('a closure in another’s name', 'CARITAS', { ...shut, made_by: id('somebody') }),
    stay('a closure of a bed of another house', 'CARITAS', { ...shut, bed_id: id('bed CRL') }),
    stay('a closure in a house without the bed', 'CARITAS', { ...shut, house_id: ofBody('CRL') }),
    updates('end a stay in a house of CARITAS', find('accommodation.claim', 'a stay in a house of CARITAS'), ends),
    updates('end a closure of CARITAS', find('accommodation.claim', 'a closure of CARITAS'), ends),
    updates('end a closure of CRL', find('accommodation.claim', 'a closure of CRL'), ends),
  ];
};

const houseAttempts = (find: Find): Attempt[] => {
  const fresh = { id: id('house fresh'), code: 'FRESH', created_by: self };
  const added = { id: id('bed fresh'), code: 'Z' };
  return [
    inserts('accommodation.house', 'of her own body', house('CARITAS', { ...fresh, organisation_id: own })),
    inserts('accommodation.house', 'for another body', house('MJ', fresh)),
    inserts(
      'accommodation.house',
      'in another’s name',
      house('CARITAS', { ...fresh, organisation_id: own, created_by: id('somebody') }),
    ),
    updates('change it', find('accommodation.house', 'of CARITAS'), "area = 'esch'"),
    inserts('accommodation.bed', 'in a house of CARITAS, as CARITAS', bed('CARITAS', added)),
    inserts(
      'accommodation.bed',
      'in a house of CARITAS, as her own body',
      bed('CARITAS', { ...added, organisation_id: own }),
    ),
    updates('change it', find('accommodation.bed', 'of CARITAS'), 'sleeps = 2'),
  ];
};

const placementAttempts = (find: Find): Attempt[] => {
  const asks = (name: string, more: Values = {}): Attempt =>
    inserts('accommodation.placement', name, {
      ...placement('fresh', {
        reference: '9999-9999',
        requested_by: self,
        support_organisation_id: own,
        audience: [own],
      }),
      ...more,
    });
  const wrote = (name: string, of: string, more: Values = {}): Attempt =>
    inserts('accommodation.step', name, step('fresh', of, { organisation_id: own, made_by: self, ...more }));
  return [
    asks('for the main case', { case_id: id('case main') }),
    asks('without a case'),
    asks('for a case of PQT-DIE', { case_id: id('case foreign') }),
    asks('for another body', { support_organisation_id: org('INFOTRAITE'), audience: [org('INFOTRAITE')] }),
    asks('in another’s name', { requested_by: id('somebody') }),
    updates('change what INFOTRAITE asked', find('accommodation.placement', 'asked by INFOTRAITE'), 'nights = 3'),
    updates('change what is offered to CARITAS', find('accommodation.placement', 'offered to CARITAS'), 'nights = 3'),
    wrote('on what INFOTRAITE asked', 'asked'),
    wrote('on what MJ asked', 'ministry'),
    wrote('for another body', 'asked', { organisation_id: org('MJ') }),
    wrote('in another’s name', 'asked', { made_by: id('somebody') }),
    inserts('accommodation.placed', 'one made up', { case_id: id('case offered'), placed: true, since: day }),
    updates('turn it round', find('accommodation.placed', 'of the main case'), 'placed = true'),
  ];
};

const alarmAttempts = (find: Find): Attempt[] => {
  const raises = (name: string, of: string, more: Values = {}): Attempt =>
    inserts('accommodation.alarm', name, alarm('fresh', of, { raised_by: self, ...more }));
  const close = (by: string): string =>
    `state = 'closed', outcome = 'found_safe', closed_by = '${by}', closed_at = now()`;
  const told = find('accommodation.alarm', 'told to SPJ, INFOTRAITE and CARITAS');
  const ended = { state: 'closed', outcome: 'found_safe', closed_by: id('somebody'), closed_at: moment };
  return [
    raises('for who is offered CARITAS', 'offered'),
    raises('closed before', 'offered', ended),
    raises('hidden from who cares', 'offered', { audience: [org('SPJ')] }),
    raises('of another case', 'offered', { case_id: id('case main') }),
    raises('for whom MJ asked', 'ministry again'),
    raises('in another’s name', 'offered', { raised_by: id('somebody') }),
    updates('close it', told, close(self)),
    updates('close it for somebody else', told, close(id('somebody'))),
    updates('close that of MJ', find('accommodation.alarm', 'told to MJ'), close(self)),
  ];
};

const abroadAttempts = (find: Find): Attempt[] => {
  const proposes = (name: string, of: string, more: Values = {}): Attempt =>
    inserts('accommodation.abroad', name, {
      ...abroad('fresh', of, { support_organisation_id: own, audience: [own, org('SPJ')], proposed_by: self }),
      ...more,
    });
  const proposed = find('accommodation.abroad', 'proposed to SPJ');
  const running = find('accommodation.abroad', 'agreed by SPJ');
  return [
    proposes('for the main case', 'over'),
    proposes('for another body', 'over', {
      support_organisation_id: org('INFOTRAITE'),
      audience: [org('INFOTRAITE'), org('SPJ')],
    }),
    proposes('agreed before', 'over', agreed),
    proposes('in another’s name', 'over', { proposed_by: id('somebody') }),
    proposes('for whom MJ asked', 'ministry again'),
    proposes('with another case', 'over', { case_id: id('case offered') }),
    updates('agree', proposed, `state = 'agreed', answered_by = '${self}', answered_at = now()`),
    updates('visit what is only proposed', proposed, 'visits = 1'),
    updates('visit what is agreed', running, 'visits = 1'),
    updates('take the agreement back', running, "state = 'proposed', answered_by = null, answered_at = null"),
  ];
};

/** What is tried on houses, beds and placements. */
export const accommodationAttempts = (find: Find): Attempt[] => [
  ...houseAttempts(find),
  ...claimAttempts(find),
  ...closureAttempts(),
  ...placementAttempts(find),
  ...alarmAttempts(find),
  ...houseRequestAttempts(find),
  ...abroadAttempts(find),
];

const asks = (name: string, from: string, until: string): Call => ({
  function: 'accommodation.neighbours',
  name,
  sql: `select * from accommodation.neighbours('${from}', '${until}', '${id('placement asked')}', null)`,
});

const houses = (name: string, code: string, body: string): Call => ({
  function: 'accommodation.houses_somebody',
  name,
  sql: `select 1 where accommodation.houses_somebody('${ofBody(code)}', array['${org(body)}'::uuid])`,
});

/** Questions about who would live there. */
export const accommodationCalls = (): Call[] => [
  asks('a night in March', '2026-03-03', '2026-03-04'),
  asks('a night in May', '2026-05-03', '2026-05-04'),
  asks('a night of a stay that was taken back', '2026-06-03', '2026-06-04'),
  houses('a house of CARITAS, for INFOTRAITE', 'CARITAS', 'INFOTRAITE'),
  houses('a house of CARITAS, for SPJ', 'CARITAS', 'SPJ'),
  houses('a house somebody left, for INFOTRAITE', 'CRL', 'INFOTRAITE'),
];
