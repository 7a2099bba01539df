import { missing, organisationCodes, repeated } from './checks-bodies.ts';
import type { Documents } from './documents.ts';
import type { Finding } from './fault.ts';
import { coreMachines, parts } from './vocabulary.ts';

type MachineDocument = Documents['machines'][string];

/** Checks the step tables: targets exist, every state is reached, only final states end, actors and laws exist. */
export const checkMachines = (documents: Documents): Finding[] => [
  ...coreMachines
    .filter((id) => documents.machines[id] === undefined)
    .map((id) => ({ file: `steps/${id}.json`, path: [], reason: 'the program needs this table of steps' })),
  ...Object.values(documents.machines).flatMap((machine) => [
    ...checkShape(machine),
    ...checkPaths(machine),
    ...checkReviews(machine),
    ...checkActors(documents, machine),
    ...checkLaws(documents, machine),
  ]),
];

const fileOf = (machine: MachineDocument): string => `steps/${machine.id}.json`;

const checkShape = (machine: MachineDocument): Finding[] => {
  const file = fileOf(machine);
  const known = new Set(machine.states.map((state) => state.id));
  const what = 'state';
  const starts = [machine.initial, ...machine.other_initial_states];
  return [
    ...repeated(
      file,
      ['states'],
      machine.states.map((state) => state.id),
      'id',
    ),
    ...repeated(
      file,
      ['transitions'],
      machine.transitions.map((step) => step.id),
      'id',
    ),
    ...starts
      .filter((id) => !known.has(id))
      .map((id) => ({ file, path: ['initial'], reason: `no state is called ${id}` })),
    ...machine.transitions.flatMap((step, position) => [
      ...missing(file, ['transitions', position, 'from'], step.from, { known, what }),
      ...(known.has(step.to)
        ? []
        : [{ file, path: ['transitions', position, 'to'], reason: `no state is called ${step.to}` }]),
    ]),
  ];
};

/** The states that can be reached from the initial ones. */
const reachedFrom = (machine: MachineDocument): ReadonlySet<string> => {
  const reached = new Set([machine.initial, ...machine.other_initial_states]);
  let grew = true;
  while (grew) {
    const next = machine.transitions.filter((step) => !reached.has(step.to) && step.from.some((id) => reached.has(id)));
    for (const step of next) reached.add(step.to);
    grew = next.length > 0;
  }
  return reached;
};

const checkPaths = (machine: MachineDocument): Finding[] => {
  const reached = reachedFrom(machine);
  return machine.states.flatMap((state, position) => {
    const at = { file: fileOf(machine), path: ['states', position, 'id'] };
    const leaves = machine.transitions.some((step) => step.from.includes(state.id));
    return [
      ...(reached.has(state.id) ? [] : [{ ...at, reason: `nothing leads to the state ${state.id}` }]),
      ...(state.final || leaves ? [] : [{ ...at, reason: `the state ${state.id} is a dead end but not final` }]),
      ...(state.final && leaves ? [{ ...at, reason: `the final state ${state.id} is left by a step` }] : []),
    ];
  });
};

/** A state has one date of review; what becomes another by itself ends nothing, and the reminder comes in time. */
const checkReviews = (machine: MachineDocument): Finding[] => {
  const file = fileOf(machine);
  const known = new Map(machine.states.map((state) => [state.id, state]));
  const found = machine.reviews.flatMap(({ state, becomes, after_days, remind_days }, position) => {
    const at = (field: string, reason: string): Finding => ({ file, path: ['reviews', position, field], reason });
    const next = becomes === null ? null : known.get(becomes);
    return [
      ...(known.has(state) ? [] : [at('state', `no state is called ${state}`)]),
      ...(known.get(state)?.final === true ? [at('state', `the final state ${state} is not looked at again`)] : []),
      ...(next === undefined ? [at('becomes', `no state is called ${becomes}`)] : []),
      ...(next?.final === true ? [at('becomes', `nothing ends by itself: ${becomes} is final`)] : []),
      ...(state === becomes ? [at('becomes', `${state} cannot become itself`)] : []),
      ...(remind_days > after_days ? [at('remind_days', 'the reminder would come before the state began')] : []),
    ];
  });
  const states = machine.reviews.map(({ state }) => state);
  return [...found, ...repeated(file, ['reviews'], states, 'state')];
};

const checkActors = (documents: Documents, machine: MachineDocument): Finding[] => {
  const file = fileOf(machine);
  const played = documents['profile.json'].parts;
  const known = new Set([
    ...organisationCodes(documents),
    ...parts.filter((part) => (played[part] ?? []).length > 0).map((part) => `part:${part}`),
    'system',
    'anyone',
  ]);
  return machine.transitions.flatMap((step, position) => [
    ...missing(file, ['transitions', position, 'who'], step.who, { known, what: 'actor' }),
    ...missing(file, ['transitions', position, 'recorded_by'], step.recorded_by ?? [], { known, what: 'actor' }),
    ...checkIdentifying(documents, machine, position),
  ]);
};

/** Where only the identifying body may act, nobody else is named. */
const checkIdentifying = (documents: Documents, machine: MachineDocument, position: number): Finding[] => {
  const step = machine.transitions[position];
  if (step === undefined || !step.guards.includes('identifying-body-only')) return [];
  const allowed = new Set([...(documents['profile.json'].parts.identifies ?? []), 'part:identifies']);
  return missing(fileOf(machine), ['transitions', position, 'who'], [...step.who, ...(step.recorded_by ?? [])], {
    known: allowed,
    what: 'identifying body',
  });
};

const checkLaws = (documents: Documents, machine: MachineDocument): Finding[] => {
  const file = fileOf(machine);
  const clocks = new Set(documents['laws.json'].parameters.map((law) => law.id));
  const bases = new Set(documents['laws.json'].bases.map((basis) => basis.id));
  return machine.transitions.flatMap((step, position) => [
    ...(step.clock === null || clocks.has(step.clock)
      ? []
      : [{ file, path: ['transitions', position, 'clock'], reason: `no clock is called ${step.clock}` }]),
    ...(step.basis === null || bases.has(step.basis)
      ? []
      : [{ file, path: ['transitions', position, 'basis'], reason: `no legal basis is called ${step.basis}` }]),
  ]);
};
