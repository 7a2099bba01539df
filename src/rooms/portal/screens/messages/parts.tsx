import type { VNode } from 'preact';
import { z } from 'zod';
import type { PlainDate } from '../../../../platform/clock.ts';
import { Chip, Facts, named, type PageContext, PageHead } from '../../../../platform/web/index.ts';
import type { Profile } from '../../../../profile/index.ts';
import type { Conversation, ConversationLine, ConversationView } from '../../actions/messages.ts';

export const permit = 'portal.messages';
export const room = 'portal';
export const params = z.object({ conversationId: z.uuid() });
export const fileParams = z.object({ conversationId: z.uuid(), noteId: z.uuid() });

/** Where a conversation is. */
export const pathOf = (id: string): string => `/messages/${id}`;

/** What a page of a conversation shows beside it. */
export type Shown = {
  readonly view: ConversationView;
  readonly profile: Profile;
  readonly others: readonly string[];
};

type Due = Pick<ConversationLine, 'state' | 'answeredOn' | 'dueOn'>;

/** Whether both sides still write in it: open, or a report was begun of it. */
export const isLive = ({ state }: Pick<Conversation, 'state'>): boolean => state !== 'unfounded';

const TermChip = ({ it, page }: { it: Due; page: PageContext }): VNode => {
  const { words, today } = page;
  if (it.answeredOn !== null) return <Chip tone="good">{words.t('portal.conversation.answered')}</Chip>;
  const day = words.date(it.dueOn, 'short');
  if (it.dueOn < today) return <Chip tone="danger">{words.t('portal.conversation.late', { day })}</Chip>;
  return <Chip tone={it.dueOn === today ? 'warn' : 'plain'}>{words.t('portal.conversation.due', { day })}</Chip>;
};

/** How it stands, and by when an answer is due. */
export const DueChip = ({ it, page }: { it: Due; page: PageContext }): VNode => (
  <>
    {it.state === 'open' ? null : <Chip>{page.words.t(`portal.conversation.state.${it.state}`)}</Chip>}{' '}
    {isLive(it) ? <TermChip it={it} page={page} /> : null}
  </>
);

/** The head of each page of a conversation. */
export const Head = ({ it, page, inner = false }: { it: Conversation; page: PageContext; inner?: boolean }): VNode => {
  const { words } = page;
  return (
    <PageHead
      title={named(page, 'message-doors', it.door)}
      lead={words.t('portal.conversation.lead')}
      back={
        inner
          ? { href: pathOf(it.id), label: words.t('portal.conversation.one') }
          : { href: '/messages', label: words.t('portal.messages.title') }
      }
    />
  );
};

/** A language as the reader calls it, and as its own people do: who looks for an interpreter reads only the first. */
export const Tongue = ({ code, page }: { code: string; page: PageContext }): VNode => {
  const own = named(page, 'own-page-languages', code);
  const here = new Intl.DisplayNames([page.words.language], { type: 'language' }).of(code) ?? own;
  return here.toLowerCase() === own.toLowerCase() ? (
    <>{own}</>
  ) : (
    <>
      {here} · <bdi lang={code}>{own}</bdi>
    </>
  );
};

const dayOf = (page: PageContext, day: PlainDate): string => page.words.date(day, 'long');

/** What is known of who wrote: the day, the language, the way it came. Nothing else is. */
export const ConversationFacts = ({ it, page }: { it: Conversation; page: PageContext }): VNode => {
  const { words } = page;
  const fact = (key: string, value: string | VNode) => ({ label: words.t(`portal.conversation.fact.${key}`), value });
  return (
    <Facts
      facts={[
        fact('received', dayOf(page, it.receivedOn)),
        fact('language', <Tongue code={it.language} page={page} />),
        fact('channel', words.t(`portal.conversation.channel.${it.channel}`)),
        fact(
          'due',
          <span>
            <DueChip it={it} page={page} />
          </span>,
        ),
        ...(it.closedReason === null ? [] : [fact('reason', named(page, 'message-endings', it.closedReason))]),
      ]}
    />
  );
};
