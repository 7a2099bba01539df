import type { VNode } from 'preact';
import { z } from 'zod';
import { isRefusal } from '../../../../platform/outcome.ts';
import {
  askDownloadScreen,
  askScreen,
  Notice,
  PageHead,
  type PageContext,
  Panel,
  type Screen,
  TypedTexts,
} from '../../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import { assembleAnswer } from '../../actions/rights/answer.ts';
import { answerDocument, answerSections, type Reading } from './answer-sections.ts';
import { caseRequestParams, type RightsTools } from './parts.tsx';
import { workPage } from './work.tsx';

const permit = 'identity.take-request';

type Loaded = Omit<Reading, 'page' | 'openedTexts' | 'caseFacts'> & {
  readonly facts: Awaited<ReturnType<RightsTools['factsOfCase']>>;
};

const load =
  ({ vault, factsOfCase }: RightsTools) =>
  async (scene: Scene, _: unknown, { params }: { readonly params: { caseId: string; requestId: string } }) => {
    const answer = await assembleAnswer(scene, vault, params.requestId);
    if (isRefusal(answer)) return answer;
    const isGiven = answer.decisions.get('case') === 'give';
    const facts = isGiven ? await factsOfCase(scene, answer.request.caseId) : [];
    return { answer, facts, profile: scene.profile } satisfies Loaded;
  };

const readingOf = ({ facts, ...loaded }: Loaded, page: PageContext, { openedTexts }: RightsTools): Reading => ({
  ...loaded,
  ...{ page, openedTexts, caseFacts: facts.map((fact) => fact(page.words)) },
});

const AnswerPage = ({ reading, page }: { reading: Reading; page: PageContext }): VNode => {
  const { words } = page;
  const { request } = reading.answer;
  return (
    <article class="printable">
      <PageHead
        title={words.t('identity.rights.answer.head')}
        lead={words.t('identity.rights.answer.intro', { received: words.date(request.receivedOn, 'long') })}
        back={{
          href: `/cases/${request.caseId}/rights/${request.id}`,
          label: words.t('identity.rights.kind.access'),
        }}
      />
      <Notice tone="thread">{words.t('identity.rights.opened_noted')}</Notice>
      {answerSections(reading).map(({ title, text, facts }) => (
        <Panel key={title} title={title}>
          {text === null ? null : <p>{text}</p>}
          <TypedTexts texts={facts.map(({ label, value }) => ({ label, text: value }))} />
        </Panel>
      ))}
    </article>
  );
};

/** What the person is handed, to read and print, and as PDF. Texts are opened for this purpose alone, with a line first. */
export const answerScreens = (tools: RightsTools): readonly Screen<Profile>[] => [
  askScreen({
    ...{ room: 'identity', path: '/cases/:caseId/rights/:requestId/answer', permit, params: caseRequestParams },
    journals: ['identity.opened', 'identity.open-refused'],
    ...{ body: z.looseObject({}), reads: () => null, load: load(tools), again: workPage },
    title: (_, words) => words.t('identity.rights.kind.access'),
    page: (loaded, page) => <AnswerPage reading={readingOf(loaded, page, tools)} page={page} />,
  }),
  askDownloadScreen({
    ...{ room: 'identity', path: '/cases/:caseId/rights/:requestId/answer.pdf', permit, params: caseRequestParams },
    journals: ['identity.opened', 'identity.open-refused'],
    ...{ body: z.looseObject({}), reads: () => null, load: load(tools), again: workPage },
    file: async (loaded, page, context) => {
      const bytes = await tools.print(answerDocument(readingOf(loaded, page, tools), context));
      if (isRefusal(bytes)) return bytes;
      return { name: `answer-${loaded.answer.request.reference}.pdf`, type: 'application/pdf', bytes };
    },
  }),
];
