import type { PrintedBlock, PrintedDocument, PrintedFact } from '../../../../platform/document/index.ts';
import type { FileContext, PageContext } from '../../../../platform/web/index.ts';
import type { Profile } from '../../../../profile/index.ts';
import type { OpenedHandover } from '../../actions/handover.ts';
import { handoverFacts } from './parts.tsx';
import { bodyName } from '../../../directory/index.ts';

const fact = (label: string, value: string): PrintedFact => ({ label: { text: label }, value: { text: value } });

/** The hand-over for paper: for a body without access here, or for the file of one that has it. */
export const handoverDocument = (
  { handover, facts, names }: OpenedHandover,
  { profile, page, context }: { readonly profile: Profile; readonly page: PageContext; readonly context: FileContext },
): PrintedDocument => {
  const { words } = page;
  const title = words.t('referrals.handover.document', { reference: handover.reference });
  const notice = (key: string): PrintedBlock => ({ kind: 'notice', text: { text: words.t(key) } });
  const from = bodyName(profile, words, handover.from_organisation_id);
  return {
    ...{ language: words.language, title, unshown: words.t('platform.document.unshown') },
    letterhead: [from, profile.nameIn(profile.settings.names, words.language)],
    mark: context.synthetic ? words.t('platform.synthetic') : null,
    foot: `${title} · ${words.date(page.now, 'moment')}`,
    pageOf: words.t('platform.document.page', { page: '{page}', pages: '{pages}' }),
    blocks: [
      { kind: 'heading', level: 1, text: { text: title } },
      ...(context.synthetic ? [notice('platform.synthetic')] : []),
      { kind: 'facts', facts: handoverFacts(profile, page, handover).map(({ label, value }) => fact(label, value)) },
      { kind: 'heading', level: 2, text: { text: words.t('referrals.handover.told') } },
      { kind: 'paragraph', text: { text: facts } },
      ...(names === null
        ? []
        : ([
            { kind: 'heading', level: 2, text: { text: words.t('referrals.handover.names') } },
            { kind: 'paragraph', text: { text: names } },
          ] as const)),
      notice('referrals.handover.no_finding'),
      ...(handover.way === 'here'
        ? []
        : [{ kind: 'facts', facts: [fact(words.t('referrals.handover.signature'), '\n\n…………………………………')] } as const]),
    ],
  };
};
