import type { FieldError } from '../../../platform/form/index.ts';
import type { Profile } from '../../../profile/index.ts';
import { type PersonAnswers, signsOf } from '../facts/answers.ts';

const wrongAt = (path: FieldError['path'], code: string): FieldError => ({
  name: path.join('.'),
  code,
  path,
  values: {},
});

const wrong = (field: string, code: string): FieldError => wrongAt([field], code);

const wrongInRow = (group: string, row: number, field: string, code: string): FieldError =>
  wrongAt([group, row, field], code);

/** Nobody can be told anything by way of *can be contacted* alone. */
const contactErrors = (person: PersonAnswers): readonly FieldError[] => [
  ...(person.can_be_contacted === true && (person.channels ?? []).length === 0
    ? [wrong('channels', 'no_channel')]
    : []),
];

const relationErrors = (person: PersonAnswers, ordinal: number, count: number): readonly FieldError[] =>
  (person.relations ?? []).flatMap(({ other_person: other }, row) =>
    other === undefined || (other !== ordinal && other <= count)
      ? []
      : [wrongInRow('relations', row, 'other_person', 'no_such_person')],
  );

const hourErrors = (person: PersonAnswers): readonly FieldError[] =>
  (person.channels ?? []).flatMap(({ from_hour: from, to_hour: to }, row) =>
    from !== undefined && to !== undefined && from >= to
      ? [wrongInRow('channels', row, 'to_hour', 'hours_backwards')]
      : [],
  );

const exploiterErrors = (person: PersonAnswers, count: number): readonly FieldError[] =>
  (person.periods ?? []).flatMap(({ period_exploiters: rows = [] }, period) =>
    rows.flatMap(({ exploiter_number: number }, row) =>
      (number ?? 0) > count
        ? [wrongAt(['periods', period, 'period_exploiters', row, 'exploiter_number'], 'no_such_exploiter')]
        : [],
    ),
  );

const placeErrors = (person: PersonAnswers): readonly FieldError[] =>
  (person.places ?? []).flatMap(({ period_number: number }, row) =>
    (number ?? 0) > (person.periods ?? []).length ? [wrongInRow('places', row, 'period_number', 'no_such_period')] : [],
  );

const signErrors = (person: PersonAnswers): readonly FieldError[] =>
  (person.noticed_elsewhere ?? []).flatMap(({ sign_elsewhere: sign }, row) =>
    sign === undefined || signsOf(person).includes(sign)
      ? []
      : [wrongInRow('noticed_elsewhere', row, 'sign_elsewhere', 'sign_not_chosen')],
  );

/** Where a person stands in the report that is checked, who reports, and how many people are said to exploit. */
export type CheckedPerson = {
  readonly ordinal: number;
  readonly count: number;
  readonly senderCode: string;
  readonly exploiters: number;
};

/**
 * What is wrong with a person's answers beyond each single question: no way to reach who can be reached, a contact who may
 * be the exploiter, another person, exploiter, episode or sign that the report does not have, hours that run backwards, a
 * hand-over this body may not make.
 */
export const personErrors = (profile: Profile, person: PersonAnswers, place: CheckedPerson): readonly FieldError[] => [
  ...contactErrors(person),
  ...(person.alternative_is_not_exploiter === false ? [wrong('alternative_is_not_exploiter', 'may_be_exploiter')] : []),
  ...(person.third_party_permitted === false ? [wrong('third_party_permitted', 'not_permitted')] : []),
  ...(person.support_information === 'transferred' && !profile.mayTransferToSupport(place.senderCode)
    ? [wrong('support_information', 'transfer_not_yours')]
    : []),
  ...relationErrors(person, place.ordinal, place.count),
  ...hourErrors(person),
  ...exploiterErrors(person, place.exploiters),
  ...placeErrors(person),
  ...signErrors(person),
];
