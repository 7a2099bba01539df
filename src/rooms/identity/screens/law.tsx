import type { VNode } from 'preact';
import { z } from 'zod';
import { isRefusal } from '../../../platform/outcome.ts';
import {
  Button,
  type Column,
  ErrorSummary,
  Facts,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  Notice,
  type PageContext,
  PageHead,
  Panel,
  postScreen,
  type Screen,
  Table,
} from '../../../platform/web/index.ts';
import type { PlainDate } from '../../../platform/clock.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { bodyName } from '../../directory/index.ts';
import { mayAnswerLaw } from '../access.ts';
import { answerLaw, endLaw, type LawAct, type LawView, proposeLaw, readLaw } from '../actions/laws.ts';
import { answerLawForm, proposeLawForm } from '../facts.ts';
import { lawBodies, LawChip, lawParts } from './law-parts.tsx';
import { type IdentityTools, namedAll } from './parts.tsx';

type Shown = { readonly law: LawView; readonly profile: Profile };
type Part = { readonly shown: Shown; readonly page: PageContext };

const lawParams = z.object({ law: z.string().regex(/^[0-9a-f]{64}$/) });

const What = ({ shown: { law, profile }, page }: Part): VNode => {
  const { words } = page;
  const { basis } = law;
  return (
    <Facts
      facts={[
        { label: words.t('identity.laws.column.from'), value: lawBodies(profile, words, basis.from) },
        { label: words.t('identity.laws.column.to'), value: lawBodies(profile, words, basis.to) },
        { label: words.t('identity.laws.column.parts'), value: lawParts(law, page) },
        {
          label: words.t('identity.laws.column.purposes'),
          value: namedAll(page, 'opening-purposes', basis.purposes),
        },
        {
          label: words.t('identity.laws.column.source'),
          value: words.t(`identity.mark.${basis.provenance}`),
          ...(basis.note === undefined ? {} : { note: basis.note }),
        },
        {
          label: words.t('identity.laws.column.verified'),
          value:
            basis.verified_on === null
              ? words.t('identity.laws.not_verified')
              : words.t('identity.laws.verified', {
                  ...{ by: basis.verified_by ?? '–', day: words.date(basis.verified_on as PlainDate, 'long') },
                }),
        },
      ]}
    />
  );
};

const ProposePanel = ({ shown: { law }, page }: Part): VNode => (
  <Panel title={page.words.t('identity.laws.propose')}>
    <p class="soft">{page.words.t('identity.laws.propose_text')}</p>
    <FormFor page={page} action={`/laws/${law.hash}/propose`}>
      <FieldSet
        page={page}
        form={proposeLawForm}
        state={page.form ?? formState(proposeLawForm, { valid_from: page.today })}
      />
      <Button>{page.words.t('identity.laws.propose')}</Button>
    </FormFor>
  </Panel>
);

const AnswerPanel = ({ shown: { law, profile }, page }: Part): VNode | null => {
  const { words, viewer } = page;
  const { proposal } = law;
  if (proposal === null || viewer === null) return null;
  const { name, organisationId } = proposal.proposed;
  const second = mayAnswerLaw(viewer, proposal.proposed, law.entry.two_bodies);
  const day = words.date(proposal.validFrom, 'long');
  return (
    <Panel title={words.t('identity.laws.second')}>
      <p>
        {words.t('identity.laws.proposal', { name: name ?? '–', body: bodyName(profile, words, organisationId), day })}
      </p>
      {isRefusal(second) ? (
        <Notice>{words.t(`identity.refusal.${second.refused}`)}</Notice>
      ) : (
        <FormFor page={page} action={`/laws/${law.hash}/answer`} light class="actions">
          <Button name="approves" value="yes">
            {words.t('identity.laws.approve')}
          </Button>
          <Button name="approves" value="no" kind="quiet">
            {words.t('identity.laws.decline')}
          </Button>
        </FormFor>
      )}
    </Panel>
  );
};

const EndPanel = ({ shown: { law }, page }: Part): VNode => (
  <Panel title={page.words.t('identity.laws.end')}>
    <p>{page.words.t('identity.laws.end_text')}</p>
    <FormFor page={page} action={`/laws/${law.hash}/end`} light>
      <Button kind="danger">{page.words.t('identity.laws.end')}</Button>
    </FormFor>
  </Panel>
);

const Acts = ({ shown, page }: Part): VNode => {
  const { state } = shown.law;
  if (state === 'proposed') return <AnswerPanel shown={shown} page={page} />;
  if (state === 'on' || state === 'later' || state === 'unchecked') return <EndPanel shown={shown} page={page} />;
  return <ProposePanel shown={shown} page={page} />;
};

type Done = LawAct & { readonly id: string; readonly did: string; readonly isThisText: boolean };

const doneOf = ({ history, hash }: LawView): readonly Done[] =>
  history
    .flatMap((one) => {
      const { id, proposed, answer, answered, ended } = one;
      const isThisText = one.hash === hash;
      return [
        { ...proposed, id: `${id} proposed`, did: 'proposed', isThisText },
        ...(answered && answer ? [{ ...answered, id: `${id} answered`, did: answer as string, isThisText }] : []),
        ...(ended ? [{ ...ended, id: `${id} ended`, did: 'ended', isThisText }] : []),
      ];
    })
    .toSorted((one, other) => (one.at < other.at ? 1 : -1));

const columnsOf = ({ profile }: Shown, page: PageContext): readonly Column<Done>[] => {
  const { words } = page;
  const column = (id: string, cell: Column<Done>['cell']): Column<Done> => ({
    ...{ id, label: words.t(`identity.laws.column.${id}`), cell },
  });
  return [
    { ...column('at', (it) => words.date(it.at, 'moment')), heads: true },
    column('did', (it) =>
      it.isThisText
        ? words.t(`identity.laws.did.${it.did}`)
        : `${words.t(`identity.laws.did.${it.did}`)} (${words.t('identity.laws.earlier_text')})`,
    ),
    column('who', (it) => (
      <span>
        {it.name ?? '–'}
        <br />
        <span class="soft">{bodyName(profile, words, it.organisationId)}</span>
      </span>
    )),
  ];
};

const LawPage = ({ shown, page }: Part): VNode => {
  const { law, profile } = shown;
  const { words } = page;
  return (
    <>
      <PageHead
        title={profile.nameIn(law.basis.names, words.language)}
        lead={law.basis.article}
        back={{ href: '/laws', label: words.t('identity.laws.title') }}
        chips={<LawChip law={law} page={page} />}
      />
      <ErrorSummary page={page} />
      {law.state === 'unchecked' ? <Notice tone="warn">{words.t('identity.laws.unchecked')}</Notice> : null}
      {law.isUnsealed ? <Notice tone="danger">{words.t('identity.laws.unsealed_text')}</Notice> : null}
      {law.state === 'changed' ? <Notice tone="danger">{words.t('identity.laws.changed_text')}</Notice> : null}
      <Panel title={words.t('identity.laws.text')}>
        <p>{profile.nameIn(law.basis.text, words.language)}</p>
      </Panel>
      <Panel title={words.t('identity.laws.covers')}>
        <What shown={shown} page={page} />
      </Panel>
      <Acts shown={shown} page={page} />
      <Panel title={words.t('identity.laws.history')}>
        <Table
          page={page}
          caption={words.t('identity.laws.history')}
          captionUnseen
          rows={doneOf(law)}
          rowKey={({ id }) => id}
          empty={words.t('identity.laws.nothing_yet')}
          columns={columnsOf(shown, page)}
        />
      </Panel>
    </>
  );
};

const lawScreen = ({ vault }: IdentityTools) =>
  getScreen({
    room: 'identity',
    path: '/laws/:law',
    permit: 'identity.switch-law',
    params: lawParams,
    load: async (scene: Scene, { params }) => {
      const law = await readLaw(scene, vault, params.law);
      return isRefusal(law) ? law : ({ law, profile: scene.profile } satisfies Shown);
    },
    title: ({ law, profile }, words) => profile.nameIn(law.basis.names, words.language),
    page: (shown, page) => <LawPage shown={shown} page={page} />,
  });

const commonTo = (again: Screen<Profile>) =>
  ({ room: 'identity', permit: 'identity.switch-law', params: lawParams, again, once: true }) as const;

const proposeScreen = ({ vault }: IdentityTools, again: Screen<Profile>): Screen<Profile> =>
  postScreen({
    ...commonTo(again),
    path: '/laws/:law/propose',
    journals: ['identity.law_proposed'],
    body: proposeLawForm,
    act: (scene: Scene, input, { params }) =>
      proposeLaw(scene, vault, { hash: params.law, validFrom: input.valid_from as PlainDate }),
    then: (_, { law }) => `/laws/${law}?done=law_proposed`,
  });

const answerScreen = ({ vault }: IdentityTools, again: Screen<Profile>): Screen<Profile> =>
  postScreen({
    ...commonTo(again),
    path: '/laws/:law/answer',
    journals: ['identity.law_approved', 'identity.law_declined'],
    body: answerLawForm,
    act: (scene: Scene, input, { params }) =>
      answerLaw(scene, vault, { hash: params.law, answer: input.approves === true ? 'approved' : 'declined' }),
    then: (_, { law }) => `/laws/${law}?done=law_answered`,
  });

const endScreen = ({ vault }: IdentityTools, again: Screen<Profile>): Screen<Profile> =>
  postScreen({
    ...commonTo(again),
    path: '/laws/:law/end',
    journals: ['identity.law_ended'],
    body: z.object({}),
    act: (scene: Scene, _, { params }) => endLaw(scene, vault, params.law),
    then: (_, { law }) => `/laws/${law}?done=law_ended`,
  });

/** One legal basis: what it says, who may what, what two people did about it; propose, approve or decline, end. */
export const lawScreens = (tools: IdentityTools): readonly Screen<Profile>[] => {
  const page = lawScreen(tools);
  return [page, proposeScreen(tools, page), answerScreen(tools, page), endScreen(tools, page)];
};
