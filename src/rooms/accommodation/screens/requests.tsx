import type { VNode } from 'preact';
import { Chip, named, type PageContext, Panel } from '../../../platform/web/index.ts';
import type { Profile } from '../../../profile/index.ts';
import { bodyName } from '../../directory/index.ts';
import type { HouseRequest } from '../actions/index.ts';
import { houseRequestForm, requestEndForm } from '../facts.ts';
import type { PlacementProps } from './doings.tsx';
import { Doing } from './parts.tsx';

const Where = ({ it, page }: { it: HouseRequest; page: PageContext }): VNode => {
  const { t } = page.words;
  if (it.outcome !== null)
    return <Chip tone="good">{t(`accommodation.code.house-request-outcomes.${it.outcome}`)}</Chip>;
  return it.answerBy < page.now ? (
    <Chip tone="danger">{t('accommodation.request.late')}</Chip>
  ) : (
    <Chip tone="warn">{t('accommodation.request.waits')}</Chip>
  );
};

type Line = { readonly it: HouseRequest; readonly profile: Profile; readonly page: PageContext };

const about = ({ it, profile, page }: Line): string => {
  const { words } = page;
  const asked = words.t('accommodation.request.asked', {
    body: bodyName(profile, words, it.houseOrganisationId),
    at: words.date(it.askedAt, 'moment'),
  });
  const end =
    it.answeredAt === null
      ? words.t('accommodation.request.until', { at: words.date(it.answerBy, 'moment') })
      : words.t('accommodation.request.answered', { at: words.date(it.answeredAt, 'moment') });
  return `${named(page, 'urgency', it.urgency)} · ${asked} · ${end}`;
};

/** One request of a house as a line: for what, where it stands, since when. */
export const RequestLine = ({ href, ...line }: Line & { href?: string }): VNode => {
  const { it, page } = line;
  const title = named(page, 'asked-by-houses', it.purpose);
  return (
    <li>
      <span class="line-main plain">
        {href === undefined ? title : <a href={href}>{`${it.reference} · ${title}`}</a>} <Where it={it} page={page} />
      </span>
      <span class="soft">{about(line)}</span>
    </li>
  );
};

/** What the house asks of the service: asked by the one, answered by the other, read by both. */
export const Requests = ({ view, profile, page, base }: PlacementProps & { base: string }): VNode | null => {
  const { requests, mayAsk, rights, placement } = view;
  const { words } = page;
  if (requests.length === 0 && !mayAsk) return null;
  const open = rights.place ? requests.filter(({ state }) => state === 'asked') : [];
  return (
    <Panel title={words.t('accommodation.request.title')}>
      <p class="soft">{words.t(mayAsk ? 'accommodation.request.house_text' : 'accommodation.request.service_text')}</p>
      {requests.length === 0 ? null : (
        <ul class="lines">
          {requests.map((it) => (
            <RequestLine key={it.id} it={it} profile={profile} page={page} />
          ))}
        </ul>
      )}
      {open.length > 0 && placement.caseId !== null ? (
        <p>
          <a href={`/cases/${placement.caseId}/packets`}>{words.t('accommodation.request.refer')}</a>
        </p>
      ) : null}
      {open.map((it) => (
        <Doing
          key={it.id}
          page={page}
          name="answer_request"
          about={named(page, 'asked-by-houses', it.purpose)}
          action={`${base}/requests/${it.id}`}
          form={requestEndForm}
        />
      ))}
      {mayAsk ? <Doing page={page} name="ask_referral" action={`${base}/ask`} form={houseRequestForm} /> : null}
    </Panel>
  );
};
