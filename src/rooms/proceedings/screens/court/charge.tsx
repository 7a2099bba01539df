import type { VNode } from 'preact';
import { z } from 'zod';
import { refuse } from '../../../../platform/outcome.ts';
import {
  Button,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  Lines,
  Notice,
  Panel,
  postScreen,
  type Screen,
} from '../../../../platform/web/index.ts';
import type { Offence, Profile, Scene } from '../../../../profile/index.ts';
import { type Charge, type ChargeInput, chargeSuspect, dropCharge, type Suspect } from '../../actions/index.ts';
import { chargeForm, dropForm } from '../../facts/index.ts';
import { aggravationsOf, elementsOf } from '../../rules/judging/index.ts';
import { CaseHead, caseHref, criminalCaseParams, suspectName } from '../parts.tsx';
import { type CourtProps, type CourtShown, loadCourt, offenceName, periodText, withCodes } from './parts.tsx';

import { chargesScreen } from './charges.tsx';

const seen = { room: 'proceedings', permit: 'proceedings.read' } as const;

type OfOne = CourtShown & { readonly suspect: Suspect };
const suspectParams = criminalCaseParams.extend({ suspectId: z.uuid() });

const loadSuspect = async (
  scene: Scene,
  where: { readonly params: { readonly criminalCaseId: string; readonly suspectId: string } },
): Promise<OfOne | null> => {
  const shown = await loadCourt(scene, where);
  const suspect = shown?.view.suspects.find(({ id }) => id === where.params.suspectId);
  return shown === null || suspect === undefined ? null : { ...shown, suspect };
};

const roles: readonly string[] = ['core', 'related', 'employer', 'demand', 'distinct', 'prepared'];

const PickPage = ({ shown, page }: CourtProps & { readonly shown: OfOne }): VNode => {
  const { view, profile, suspect } = shown;
  const { t } = page.words;
  const offered = profile.offences.offences.filter(({ charge }) => charge !== undefined && !charge.only_aggravates);
  const base = `${caseHref(view.file)}/charges/of/${suspect.id}`;
  return (
    <>
      <CaseHead
        shown={shown}
        page={page}
        tab="charges"
        inner={t('proceedings.charge.pick', { name: suspectName(page.words, suspect) })}
      />
      <p class="soft">{t('proceedings.charge.pick_lead')}</p>
      {roles.map((role) => {
        const members = offered.filter((one) => one.role === role);
        return members.length === 0 ? null : (
          <Panel key={role} title={t(`proceedings.offence.role.${role}`)}>
            <Lines
              lines={members.map((one) => ({
                main: one.in_force.awaits_law ? (
                  offenceName(profile, page.words, one.id)
                ) : (
                  <a href={`${base}/${one.id}`}>{offenceName(profile, page.words, one.id)}</a>
                ),
                note: `${one.code} · ${periodText(one, page.words)}`,
              }))}
            />
          </Panel>
        );
      })}
    </>
  );
};

const pickScreen: Screen<Profile> = getScreen({
  ...{ ...seen, path: '/proceedings/:criminalCaseId/charges/of/:suspectId', params: suspectParams, load: loadSuspect },
  title: (_, words) => words.t('proceedings.charge.new'),
  page: (shown, page) => <PickPage shown={shown} page={page} />,
});

type Charging = OfOne & { readonly offence: Offence };
const chargeParams = suspectParams.extend({ offence: z.string().regex(/^[A-Z0-9][A-Z0-9-]{0,39}$/) });

const ChargePage = ({ shown, page }: CourtProps & { readonly shown: Charging }): VNode => {
  const { view, profile, suspect, offence } = shown;
  const { words } = page;
  const worse = aggravationsOf(profile, offence).map(({ code }) => code);
  const own = withCodes(
    withCodes(page, 'offence-elements', (codes) => codes.filter(({ code }) => code.startsWith(`${offence.id}:`))),
    'offence-aggravations',
    (codes) => codes.filter(({ code }) => worse.includes(code)),
  );
  const only = [
    'facts_from',
    'facts_to',
    ...(elementsOf(profile, offence).length > 0 ? ['elements'] : []),
    ...(worse.length > 0 ? ['aggravating'] : []),
    'charged_on',
  ];
  return (
    <>
      <CaseHead shown={shown} page={page} tab="charges" inner={offenceName(profile, words, offence.id)} />
      <p class="soft">
        {suspectName(words, suspect)} · {periodText(offence, words)}
      </p>
      <Notice>{words.t('proceedings.charge.in_force_means')}</Notice>
      <FormFor
        page={page}
        action={`${caseHref(view.file)}/charges/of/${suspect.id}/${offence.id}`}
        version={String(view.file.version)}
      >
        <FieldSet
          page={own}
          form={chargeForm}
          state={page.form ?? formState(chargeForm, { charged_on: page.today })}
          only={only}
        />
        <Button>{words.t('proceedings.charge.save')}</Button>
      </FormFor>
    </>
  );
};

const chargeScreen: Screen<Profile> = getScreen({
  ...{ ...seen, path: '/proceedings/:criminalCaseId/charges/of/:suspectId/:offence', params: chargeParams },
  load: async (scene: Scene, where) => {
    const shown = await loadSuspect(scene, where);
    const offence = scene.profile.offences.offences.find(({ id }) => id === where.params.offence);
    if (shown === null) return null;
    return offence?.charge === undefined ? refuse('offence_not_chargeable') : { ...shown, offence };
  },
  title: (_, words) => words.t('proceedings.charge.new'),
  page: (shown, page) => <ChargePage shown={shown} page={page} />,
});

type Dropping = CourtShown & { readonly charge: Charge };
const dropParams = criminalCaseParams.extend({ chargeId: z.uuid() });

const DropPage = ({ shown, page }: CourtProps & { readonly shown: Dropping }): VNode => (
  <>
    <CaseHead shown={shown} page={page} tab="charges" inner={page.words.t('proceedings.charge.drop')} />
    <p>{offenceName(shown.profile, page.words, shown.charge.offence)}</p>
    <FormFor
      page={page}
      action={`${caseHref(shown.view.file)}/charges/${shown.charge.id}/drop`}
      version={String(shown.view.file.version)}
    >
      <FieldSet page={page} form={dropForm} state={page.form ?? formState(dropForm, { dropped_on: page.today })} />
      <Button>{page.words.t('proceedings.charge.drop')}</Button>
    </FormFor>
  </>
);

const dropScreen: Screen<Profile> = getScreen({
  ...{ ...seen, path: '/proceedings/:criminalCaseId/charges/:chargeId/drop', params: dropParams },
  load: async (scene: Scene, where): Promise<Dropping | null> => {
    const shown = await loadCourt(scene, where);
    const charge = shown?.view.charges.find(({ id }) => id === where.params.chargeId);
    return shown === null || charge === undefined ? null : { ...shown, charge };
  },
  title: (_, words) => words.t('proceedings.charge.drop'),
  page: (shown, page) => <DropPage shown={shown} page={page} />,
});

/** Charges: who is charged with what, by which text. */
export const chargeScreens: readonly Screen<Profile>[] = [
  chargesScreen,
  pickScreen,
  chargeScreen,
  dropScreen,
  postScreen({
    ...{ ...seen, path: '/proceedings/:criminalCaseId/charges/of/:suspectId/:offence', params: chargeParams },
    ...{ body: chargeForm, journals: ['proceedings.charged'], again: chargeScreen },
    act: (scene: Scene, input, { params, version }) =>
      chargeSuspect(scene, { ...params, version }, input as ChargeInput),
    then: ({ criminalCaseId }) => `/proceedings/${criminalCaseId}/charges?done=charged`,
  }),
  postScreen({
    ...{ ...seen, path: '/proceedings/:criminalCaseId/charges/:chargeId/drop', params: dropParams },
    ...{ body: dropForm, journals: ['proceedings.charge_dropped'], again: dropScreen },
    act: (scene: Scene, input, { params, version }) =>
      dropCharge(
        scene,
        { ...params, version },
        { dropped_on: input.dropped_on ?? scene.clock.today(scene.profile.timeZone) },
      ),
    then: ({ criminalCaseId }) => `/proceedings/${criminalCaseId}/charges?done=charge_dropped`,
  }),
];
