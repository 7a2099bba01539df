import type { VNode } from 'preact';
import { named, type WebLine, WebDrawing } from '../../../platform/web/index.ts';
import type { Confidence } from '../facts/index.ts';
import { pictured } from '../rules/index.ts';
import type { InquiryProps } from './inquiry-parts.tsx';

/** More points than these are no picture any more; the list below has them all. */
const mostPoints = 120;

const lines: Readonly<Record<Confidence, WebLine>> = { confirmed: 'full', probable: 'dashed', possible: 'dotted' };
const confidences = Object.entries(lines) as readonly [Confidence, WebLine][];

/** In the order of the shapes of a drawing. */
const kinds = ['suspect', 'company', 'handle', 'place', 'account', 'victim', 'recruiter', 'telephone'] as const;

/** What a number of the case stands for: S, V, or the kind of an N. */
const kindsIn = ({ inquiry }: InquiryProps['shown']): ((label: string) => string) => {
  const nodes = new Map(inquiry.nodes.map(({ number, kind }) => [`N${number}`, kind as string]));
  return (label) => nodes.get(label) ?? (label.startsWith('V') ? 'victim' : 'suspect');
};

/** The links that hold as a picture, under the numbers of the list; it names nobody, as the list does not. */
export const NetworkPicture = ({ shown, page }: InquiryProps): VNode | null => {
  const { t } = page.words;
  const held = shown.inquiry.links.filter(({ withdrawnOn }) => withdrawnOn === null);
  if (held.length === 0) return null;
  const { points, isCut, around } = pictured(held, mostPoints);
  const kindOf = kindsIn(shown);
  const kindName = (kind: string): string =>
    kind === 'suspect' || kind === 'victim' ? t(`proceedings.network.kind.${kind}`) : named(page, 'node-kinds', kind);
  return (
    <>
      {isCut ? (
        <p class="soft">{t('proceedings.network.cut', { count: points.length, around: around ?? '' })}</p>
      ) : null}
      <WebDrawing
        title={t('proceedings.network.picture')}
        label={t('proceedings.network.picture.label', { links: held.length, points: points.length })}
        data={{
          points: points.map((id) => ({ id, kind: kindOf(id), label: id })),
          links: held.map(({ from, to, confidence, number }) => ({ from, to, number, line: lines[confidence] })),
        }}
        kinds={kinds.map((id) => ({ id, label: kindName(id) }))}
        lineLabel={(line) => named(page, 'link-confidences', confidences.find(([, one]) => one === line)?.[0] ?? '')}
        chosen={around}
      />
    </>
  );
};
