import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Field, SimpleField } from '../../platform/form/index.ts';
import { plainDate } from '../../platform/clock.ts';
import { readProfile } from '../../profile/index.ts';
import type { PersonAnswers } from './facts/answers.ts';
import { leavesOf, isSealed, compartmentOf, textsToSeal } from './facts/leaves.ts';
import { personForm, personFormFor } from './facts/person-form.ts';
import { referralCodes, withFittingSigns } from './facts/lists.ts';
import { reportForm } from './facts/report-form.ts';
import { personSections, personSectionsFor, reportSections } from './facts/sections.ts';
import { ageBandOf } from './rules/age.ts';
import { personErrors } from './rules/checks.ts';
import {
  compartmentsThatLeave,
  joined,
  recipientsOf,
  routeOfPerson,
  routeOfReport,
  sharesOfPerson,
  sharesOfReport,
} from './rules/routes.ts';
import { weighSigns } from './rules/signs.ts';
import { minutesBeforeNextAttempt } from './rules/terms.ts';
import { alarmAfterHours, rankOf, urgencyOf } from './rules/urgency.ts';

const profile = readProfile('profiles/luxembourg');
const threeValued = fc.constantFrom('yes', 'no', 'not_sure', undefined);

/** Persons as the sharing rules see them, in every combination. */
const persons = fc.record({
  age_answer: fc.constantFrom('adult', 'child', 'not_sure', undefined),
  agrees_police: fc.option(fc.boolean(), { nil: undefined }),
  agrees_support: fc.option(fc.boolean(), { nil: undefined }),
  cooperates: threeValued,
  support_information: fc.constantFrom('informed', 'asks_contact', 'declined', 'not_informed', undefined),
}) as fc.Arbitrary<PersonAnswers>;

const senders = profile.sharing.routes.flatMap((route) => route.senders);
const sender = fc.constantFrom(...senders);

describe('who gets what', () => {
  test('every report reaches the body that identifies, whatever was agreed', () => {
    fc.assert(
      fc.property(sender, persons, (senderCode, person) => {
        const shares = sharesOfPerson(profile, { senderCode }, person);
        assert.ok(recipientsOf(shares).includes('SPJ'));
      }),
    );
  });

  test('without duty an adult’s name and contact leave only with a yes, and only to whom it was said', () => {
    const consenting = fc.constantFrom('INFOTRAITE', 'CARITAS', 'HOSP');
    fc.assert(
      fc.property(consenting, persons, (senderCode, anybody) => {
        const person = { ...anybody, age_answer: 'adult' };
        for (const share of sharesOfPerson(profile, { senderCode }, person)) {
          if (share.isOwn || !share.compartments.some((one) => one === 'identity' || one === 'contact_safe')) continue;
          const agreed = share.organisation === 'SPJ' ? person.agrees_police : person.agrees_support;
          assert.ok(agreed === true || (share.organisation === 'SPJ' && person.cooperates === 'yes'));
          assert.equal(share.ground.kind, 'consent');
        }
      }),
    );
  });

  test('a child is never handled by consent', () => {
    fc.assert(
      fc.property(sender, persons, (senderCode, anybody) => {
        const shares = sharesOfPerson(profile, { senderCode }, { ...anybody, age_answer: 'not_sure' });
        assert.ok(shares.every((share) => share.ground.kind === 'law'));
      }),
    );
  });

  test('the labour inspectorate reaches police and prosecutor and hands nobody to the support service', () => {
    fc.assert(
      fc.property(persons, (person) => {
        const shares = sharesOfPerson(profile, { senderCode: 'ITM' }, person);
        assert.deepEqual(recipientsOf(shares).toSorted(), ['PQT-LUX', 'SPJ']);
      }),
    );
    const north = sharesOfPerson(profile, { senderCode: 'ITM', commune: 'clervaux' }, { age_answer: 'adult' });
    assert.ok(recipientsOf(north).includes('PQT-DIE'));
  });

  test('of the report itself, names and health go only where they go for every person', () => {
    fc.assert(
      fc.property(fc.array(persons, { minLength: 1, maxLength: 5 }), (several) => {
        const byPerson = several.map((person) => sharesOfPerson(profile, { senderCode: 'CARITAS' }, person));
        for (const share of joined(sharesOfReport(byPerson)))
          for (const compartment of share.compartments) {
            const given = (shares: (typeof byPerson)[number]) =>
              shares.some((one) => one.organisation === share.organisation && one.compartments.includes(compartment));
            const everywhere = ['identity', 'contact_safe', 'health', 'legal_residence'].includes(compartment);
            assert.ok(everywhere ? byPerson.every(given) : byPerson.some(given));
          }
      }),
    );
  });

  test('routes of one person and of the whole', () => {
    assert.equal(routeOfPerson(true, { age_answer: 'adult' }), 'official_report');
    assert.equal(routeOfPerson(false, { age_answer: 'adult', agrees_support: true }), 'referral_with_consent');
    assert.equal(routeOfPerson(false, { age_answer: 'adult', agrees_police: false }), 'notice_without_identity');
    assert.equal(routeOfReport(['notice_without_identity', 'referral_with_consent']), 'referral_with_consent');
    assert.equal(routeOfReport([]), 'notice_without_identity');
    assert.ok(
      !compartmentsThatLeave(sharesOfPerson(profile, { senderCode: 'CARITAS' }, { age_answer: 'adult' })).has(
        'identity',
      ),
    );
  });
});

describe('urgency', () => {
  test('danger first, then children still exploited and urgent needs, then who is still exploited', () => {
    const of = (danger: string, person: PersonAnswers) =>
      urgencyOf(profile, { in_danger: danger as 'yes' }, [person]).rank;
    assert.equal(of('yes', { age_answer: 'adult', still_exploited: 'no' }), 0);
    assert.equal(of('not_sure', { age_answer: 'adult', still_exploited: 'no' }), 1);
    assert.equal(of('no', { age_answer: 'child', still_exploited: 'yes' }), 1);
    assert.equal(of('no', { age_answer: 'adult', still_exploited: 'no', special_needs: ['suicide_risk'] }), 1);
    assert.equal(of('no', { age_answer: 'adult', still_exploited: 'yes', last_contact: 'week' }), 1);
    assert.equal(of('no', { age_answer: 'adult', still_exploited: 'yes' }), 2);
    assert.equal(of('no', { age_answer: 'adult', still_exploited: 'no' }), 3);
    assert.equal(rankOf(profile, 'immediate'), 0);
    assert.equal(rankOf(profile, 'no such code'), 3);
  });

  test('alarms and attempts come later and later, and never cease', () => {
    assert.ok([0, 1, 2, 3].every((rank) => alarmAfterHours(rank) < alarmAfterHours(rank + 1) || rank === 3));
    fc.assert(fc.property(fc.nat(1000), (attempts) => minutesBeforeNextAttempt(attempts) <= 120));
  });
});

describe('signs', () => {
  const strong = profile.indicators.filter((one) => one.weights['adult_labour'] === 'strong');
  const inDimension = (dimension: string, weight: string) =>
    profile.indicators
      .filter((one) => one.dimension === dimension && one.weights['adult_labour'] === weight)
      .map((one) => one.id);

  test('the result names exactly the signs of the positive dimensions', () => {
    fc.assert(
      fc.property(fc.subarray(profile.indicators.map((one) => one.id)), (signs) => {
        const advice = weighSigns(profile, { age_answer: 'adult', forms: ['forced_labour'], signs_general: signs });
        const positive = advice.dimensions.filter((one) => one.positive).map((one) => one.dimension);
        for (const id of advice.because)
          assert.ok(positive.includes(profile.indicator(id).dimension) && signs.includes(id));
      }),
    );
  });

  test('more signs never make a positive dimension negative', () => {
    fc.assert(
      fc.property(
        fc.subarray(strong.map((one) => one.id)),
        fc.subarray(profile.indicators.map((one) => one.id)),
        (some, more) => {
          const positiveOf = (signs: readonly string[]) =>
            weighSigns(profile, { age_answer: 'adult', forms: ['forced_labour'], signs_general: [...signs] })
              .dimensions.filter((one) => one.positive)
              .map((one) => one.dimension);
          const after = positiveOf([...new Set([...some, ...more])]);
          assert.ok(positiveOf(some).every((dimension) => after.includes(dimension)));
        },
      ),
    );
  });

  test('two strong signs fulfil a dimension, one alone does not; a child needs no means', () => {
    const two = inDimension('coercion_destination', 'strong').slice(0, 2);
    const advice = (signs: readonly string[], age: string) =>
      weighSigns(profile, { age_answer: age, forms: ['forced_labour'], signs_general: [...signs] });
    assert.ok(advice(two, 'adult').dimensions[0]?.positive);
    assert.ok(!advice(two.slice(0, 1), 'adult').dimensions[0]?.positive);
    const exploitation = profile.indicators.filter((one) => one.dimension === 'exploitation').map((one) => one.id);
    assert.equal(advice(exploitation, 'child').result, profile.indicatorRule.results.at(-1)?.result);
    assert.equal(advice(exploitation, 'adult').result, 'labour_rights');
  });
});

describe('age, checks and advice', () => {
  test('an age band only when the date leaves no doubt', () => {
    const on = plainDate('2026-11-21');
    const day = (text: string) => ({ precision: 'exact' as const, from: plainDate(text), to: plainDate(text) });
    assert.equal(ageBandOf(profile, day('2009-11-22'), on), '16-17');
    assert.equal(ageBandOf(profile, day('2008-11-21'), on), '18-22');
    assert.equal(ageBandOf(profile, day('1950-01-01'), on), '60_or_over');
    assert.equal(
      ageBandOf(profile, { precision: 'year', from: plainDate('2008-01-01'), to: plainDate('2008-12-31') }, on),
      'unknown',
    );
    assert.equal(ageBandOf(profile, { precision: 'unknown', from: null, to: null }, on), 'unknown');
  });

  test('a contact who may be the exploiter, a hand-over that is not theirs, a person who is not there', () => {
    const person: PersonAnswers = {
      alternative_is_not_exploiter: false,
      support_information: 'transferred',
      relations: [
        { other_person: 1, relation: 'family' },
        { other_person: 9, relation: 'family' },
      ],
      channels: [{ from_hour: 12, to_hour: 10 }],
      third_party_permitted: false,
    };
    const codes = personErrors(profile, person, { ordinal: 1, count: 3, senderCode: 'ITM', exploiters: 1 }).map(
      (error) => error.code,
    );
    assert.deepEqual(codes, [
      'may_be_exploiter',
      'not_permitted',
      'transfer_not_yours',
      'no_such_person',
      'no_such_person',
      'hours_backwards',
    ]);
    assert.deepEqual(
      personErrors(
        profile,
        { support_information: 'transferred' },
        { ordinal: 1, count: 1, senderCode: 'PGD', exploiters: 0 },
      ),
      [],
    );
  });
});

const simpleFields = (fields: readonly Field[]): readonly SimpleField[] =>
  fields.flatMap((field) => (field.kind === 'repeat' ? simpleFields(field.of) : [field]));

describe('the form', () => {
  test('every question belongs to one page and says its compartment', () => {
    for (const [form, sections] of [
      [reportForm, reportSections],
      [personForm, personSections],
      [personFormFor(true), personSectionsFor(true)],
    ] as const) {
      const paged = sections.flatMap((section) => section.fields);
      assert.deepEqual(
        paged,
        form.fields.map((field) => field.id),
      );
      for (const field of simpleFields(form.fields)) compartmentOf(field);
    }
  });

  test('whatever is typed, no text is left outside the seal', () => {
    const options = { codes: referralCodes(profile), today: plainDate('2026-11-21') };
    fc.assert(
      fc.property(
        fc.string({ minLength: 3, maxLength: 60 }).filter((text) => /[a-z]{3}/i.test(text)),
        (text) => {
          const parsed = personForm.parse(
            { age_answer: 'adult', full_name: text, 'aliases.0.alias': text, 'places.0.place_description': text },
            options,
          );
          const leaves = leavesOf(personForm, parsed.values);
          const open = leaves.filter((leaf) => !isSealed(leaf.field)).map((leaf) => leaf.answer);
          assert.ok(!open.includes(text.trim()));
          const sealed = Object.values(textsToSeal(leaves)).flatMap((fields) => Object.values(fields ?? {}));
          assert.equal(
            sealed.length,
            leaves.filter((leaf) => isSealed(leaf.field) && leaf.answer !== undefined).length,
          );
        },
      ),
    );
  });

  test('a person’s page lists the signs that fit, and keeps what was chosen', () => {
    const all = referralCodes(profile);
    const chosen = [profile.indicators.find((one) => one.forms.join() === 'organ')?.id ?? ''];
    const fitting = withFittingSigns(profile, all, { forms: ['forced_labour'], chosen });
    assert.ok(fitting('signs-situation').length < all('signs-situation').length);
    const lists = ['signs-general', 'signs-child', 'signs-situation'].flatMap((list) =>
      fitting(list).map((one) => one.code),
    );
    assert.ok(chosen.every((id) => lists.includes(id)));
  });
});
