import type { VNode } from 'preact';
import { z } from 'zod';
import {
  Button,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  postScreen,
  type Screen,
} from '../../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import { enterForVictim, enterPayment, giveUpRecovery, type VictimInput } from '../../actions/index.ts';
import { dayForm, isVictimKind, paymentForm, victimFormOf, type VictimKind } from '../../facts/index.ts';
import { CaseHead, caseHref } from '../parts.tsx';

import {
  loadVictim,
  numberName,
  type One,
  type OneProps,
  rightsScreen,
  victimParams,
  victimScreen,
} from './rights.tsx';

const seen = { room: 'proceedings', permit: 'proceedings.read' } as const;

const kindParams = victimParams.extend({ kind: z.string().refine(isVictimKind) });
const ofQuery = z.object({ of: z.uuid().optional().catch(undefined) });

type Entering = One & { readonly kind: VictimKind };

const EnterPage = ({ shown, page }: OneProps & { readonly shown: Entering }): VNode => {
  const { view, victim, kind } = shown;
  const { t } = page.words;
  const form = victimFormOf(kind);
  const about = page.query['of'];
  const action = `${caseHref(view.file)}/rights/${victim.caseId}/enter/${kind}`;
  return (
    <>
      <CaseHead shown={shown} page={page} tab="rights" inner={t(`proceedings.enter.${kind}`)} />
      <p class="soft">{numberName(page, victim.number)}</p>
      <FormFor page={page} action={action} version={String(view.file.version)}>
        <FieldSet page={page} form={form} state={page.form ?? formState(form, { happened_on: page.today })} />
        <Button {...(kind === 'receipt' ? { name: '_button', value: about ?? '' } : {})}>
          {t('proceedings.save')}
        </Button>
      </FormFor>
    </>
  );
};

const enterScreen: Screen<Profile> = getScreen({
  ...{ ...seen, path: '/proceedings/:criminalCaseId/rights/:caseId/enter/:kind', params: kindParams, query: ofQuery },
  load: async (scene: Scene, where): Promise<Entering | null> => {
    const shown = await loadVictim(scene, where);
    const { kind } = where.params;
    return shown === null || !isVictimKind(kind) ? null : { ...shown, kind };
  },
  title: ({ kind }, words) => words.t(`proceedings.enter.${kind}`),
  page: (shown, page) => <EnterPage shown={shown} page={page} />,
});

const moneyForms = { payment: paymentForm, unpaid: dayForm } as const;

const MoneyPage = ({ shown, page, kind }: OneProps & { readonly kind: 'payment' | 'unpaid' }): VNode => {
  const { view, victim } = shown;
  const { t } = page.words;
  const form = moneyForms[kind];
  return (
    <>
      <CaseHead
        shown={shown}
        page={page}
        tab="rights"
        inner={t(kind === 'payment' ? 'proceedings.payment.new' : 'proceedings.unpaid.new')}
      />
      <p class="soft">{numberName(page, victim.number)}</p>
      <FormFor
        page={page}
        action={`${caseHref(view.file)}/rights/${victim.caseId}/${kind}`}
        version={String(view.file.version)}
      >
        <FieldSet page={page} form={form} state={page.form ?? formState(form)} />
        <Button>{t('proceedings.save')}</Button>
      </FormFor>
    </>
  );
};

const judging = { room: 'proceedings', permit: 'proceedings.judge' } as const;

const paymentScreen: Screen<Profile> = getScreen({
  ...{
    ...judging,
    path: '/proceedings/:criminalCaseId/rights/:caseId/payment',
    params: victimParams,
    load: loadVictim,
  },
  title: (_, words) => words.t('proceedings.payment.new'),
  page: (shown, page) => <MoneyPage shown={shown} page={page} kind="payment" />,
});

const unpaidScreen: Screen<Profile> = getScreen({
  ...{ ...judging, path: '/proceedings/:criminalCaseId/rights/:caseId/unpaid', params: victimParams, load: loadVictim },
  title: (_, words) => words.t('proceedings.unpaid.new'),
  page: (shown, page) => <MoneyPage shown={shown} page={page} kind="unpaid" />,
});

const then =
  (done: string) =>
  (_: unknown, params: { readonly criminalCaseId: string; readonly caseId: string }): string =>
    `/proceedings/${params.criminalCaseId}/rights/${params.caseId}?done=${done}`;

/** What victims were told and given in a case, and what came of their damages. */
export const rightsScreens: readonly Screen<Profile>[] = [
  rightsScreen,
  victimScreen,
  enterScreen,
  paymentScreen,
  unpaidScreen,
  postScreen({
    ...{
      ...seen,
      path: '/proceedings/:criminalCaseId/rights/:caseId/enter/:kind',
      params: kindParams,
      again: enterScreen,
    },
    journals: ['proceedings.victim_entry'],
    body: ({ kind }) => (isVictimKind(kind) ? victimFormOf(kind) : null),
    act: (scene: Scene, input, { params, version, button }) =>
      enterForVictim(
        scene,
        { ...params, kind: params.kind, version, about: z.uuid().safeParse(button).data ?? null },
        input as VictimInput,
      ),
    then: (_, params) => `/proceedings/${params.criminalCaseId}/rights/${params.caseId}?done=victim_entered`,
  }),
  postScreen({
    ...{
      ...judging,
      path: '/proceedings/:criminalCaseId/rights/:caseId/payment',
      params: victimParams,
      body: paymentForm,
    },
    ...{ journals: ['proceedings.paid'], once: true, again: paymentScreen, then: then('paid') },
    act: (scene: Scene, input, { params, version }) =>
      enterPayment(scene, { ...params, version }, input as Parameters<typeof enterPayment>[2]),
  }),
  postScreen({
    ...{ ...judging, path: '/proceedings/:criminalCaseId/rights/:caseId/unpaid', params: victimParams, body: dayForm },
    ...{ journals: ['proceedings.recovery_failed'], again: unpaidScreen, then: then('recovery_failed') },
    act: (scene: Scene, input, { params, version }) =>
      giveUpRecovery(scene, { ...params, version }, input as Parameters<typeof giveUpRecovery>[2]),
  }),
];
