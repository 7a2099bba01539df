import type { VNode } from 'preact';
import { z } from 'zod';
import { isRefusal } from '../../../../platform/outcome.ts';
import {
  Button,
  ButtonLink,
  ErrorSummary,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  named,
  Notice,
  type PageContext,
  Panel,
  postScreen,
  type Screen,
} from '../../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import { handOver, type HandoverDraft, prepareHandover } from '../../actions/handover.ts';
import { handoverForm, handoverFormNeeding } from '../../facts/handover-form.ts';
import { handoverQuestions, neededForHandover } from '../../rules/handover.ts';
import { InnerHead, pathOf } from '../triage/parts.tsx';
import { codeFacts, FactList } from './parts.tsx';

type Shown = { readonly draft: HandoverDraft; readonly profile: Profile };

const params = z.object({ reportId: z.uuid(), to: z.string().regex(/^[A-Z0-9][A-Z0-9-]{0,59}$/) });
const path = '/received/:reportId/hand-over/:to';
const place = { room: 'referrals', path, permit: 'referrals.redirect', params } as const;

const lawOf = ({ draft: { line }, profile }: Shown, page: PageContext): string => {
  if (line.basis.kind === 'consent') return page.words.t('referrals.handover.by_agreement');
  const { code } = line.basis;
  const basis = profile.bases.find(({ id }) => id === code);
  const text = basis === undefined ? code : `${profile.nameIn(basis.names, page.words.language)}, ${basis.article}`;
  const marked = line.provenance === 'recalled' || line.provenance === 'inferred';
  return marked ? `${text} ${page.words.t(`referrals.triage.mark.${line.provenance}`)}` : text;
};

const Leaves = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { draft, profile } = shown;
  const { t } = page.words;
  const facts = [
    { label: t('referrals.handover.fact.reason'), value: named(page, 'redirect-reasons', draft.reason) },
    { label: t('referrals.handover.fact.to'), value: profile.nameIn(draft.body.names, page.words.language) },
    { label: t('referrals.handover.fact.ground'), value: lawOf(shown, page) },
    ...codeFacts(page, draft.codes),
  ];
  return (
    <Panel title={t('referrals.handover.leaves')}>
      <FactList facts={facts} />
      <p class="soft">{t('referrals.handover.nothing_else')}</p>
    </Panel>
  );
};

const GivePage = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { draft, profile } = shown;
  const { t, language } = page.words;
  const { held, line, body } = draft;
  return (
    <>
      <InnerHead
        held={held}
        page={page}
        title={t('referrals.handover.title', { body: profile.nameIn(body.names, language) })}
      />
      <ErrorSummary page={page} />
      <Notice tone="warn">{t(body.accounts ? 'referrals.handover.here_text' : 'referrals.handover.paper_text')}</Notice>
      <Leaves shown={shown} page={page} />
      <FormFor page={page} action={`${pathOf(held.report.id)}/hand-over/${line.to}`}>
        <FieldSet
          page={page}
          form={handoverFormNeeding(neededForHandover(line, body))}
          state={page.form ?? formState(handoverForm, {})}
          only={handoverQuestions(line, body)}
        />
        <Button>{t('referrals.handover.give')}</Button>
        <ButtonLink kind="quiet" href={pathOf(held.report.id)}>
          {t('referrals.triage.cancel')}
        </ButtonLink>
      </FormFor>
    </>
  );
};

/** Handing a redirected report over: what would leave, what is said of it, and the act itself. */
export const giveScreens = (): readonly Screen<Profile>[] => {
  const again = getScreen({
    ...place,
    load: async (scene: Scene, { params: { reportId, to } }) => {
      const draft = await prepareHandover(scene, reportId, to);
      return isRefusal(draft) ? draft : { draft, profile: scene.profile };
    },
    title: (_, words) => words.t('referrals.handover.give'),
    page: (shown, page) => <GivePage shown={shown} page={page} />,
  });
  const give = postScreen({
    journals: ['referrals.handed_over', 'referrals.handover_sent'],
    ...{ ...place, body: handoverForm, again },
    act: (scene: Scene, said, { params: where }) => handOver(scene, where, said),
    then: ({ reportId }) => `${pathOf(reportId)}?done=handed_over`,
  });
  return [again, give];
};
