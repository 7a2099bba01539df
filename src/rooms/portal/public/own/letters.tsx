import type { VNode } from 'preact';
import type { OwnLetter, OwnPapers } from '../../actions/own.ts';
import type { TextKey } from '../languages.ts';
import { Apart, textOf } from '../say.tsx';
import { Day, OwnForm, OwnHead, OwnNote, type OwnVisit, T } from './parts.tsx';

/** The longest message, in letters. */
export const longestLetter = 2000;

const Letter = ({ own: { visit }, letter }: { own: OwnVisit; letter: OwnLetter }): VNode => (
  <section class={letter.mine ? 'card mine' : 'card'}>
    <h2>
      <T of={letter.mine ? 'own.letters.me' : 'own.letters.they'} visit={visit} />
    </h2>
    <p class="typed" dir="auto">
      {letter.text ?? <T of="own.letters.unreadable" visit={visit} />}
    </p>
    <p class="soft">
      <Day day={letter.at} visit={visit} />
    </p>
  </section>
);

/** What happened to a message. */
export type LetterNote = 'sent' | 'enough' | 'empty' | 'long';

const notes: Readonly<Record<LetterNote, TextKey>> = {
  sent: 'own.done.sent',
  enough: 'own.wrong.enough',
  empty: 'own.wrong.empty',
  long: 'own.wrong.long',
};

const WriteLetter = ({ own, typed }: { own: OwnVisit; typed: string }): VNode => (
  <OwnForm own={own} place="/4">
    <label for="text">
      <T of="own.letters.write" visit={own.visit} />
    </label>
    <textarea id="text" name="text" rows={5} dir="auto" autocomplete="off" value={typed} />
    <button type="submit">
      <T of="own.letters.send" visit={own.visit} />
    </button>
  </OwnForm>
);

/** Messages both ways, the newest first, and a place to write. What was typed stays when it was not sent. */
export const OwnLetters = (props: {
  own: OwnVisit;
  letters: readonly OwnLetter[];
  note?: LetterNote | undefined;
  typed?: string;
}): VNode => {
  const { own, letters, note, typed = '' } = props;
  const { visit } = own;
  return (
    <>
      <OwnHead visit={visit} title="own.home.letters" />
      {note === undefined ? null : <OwnNote of={notes[note]} visit={visit} good={note === 'sent'} />}
      <p class="lead">
        <T of="own.letters.lead" visit={visit} />
      </p>
      <p>
        <T
          of="own.letters.danger"
          visit={visit}
          values={{
            number: (
              <a href={`tel:${visit.guidance.emergency.dial}`}>
                <Apart>{visit.guidance.emergency.shown}</Apart>
              </a>
            ),
          }}
        />
      </p>
      <WriteLetter own={own} typed={typed} />
      {letters.length === 0 ? (
        <p class="soft lead">
          <T of="own.letters.none" visit={visit} />
        </p>
      ) : (
        letters.map((letter) => <Letter own={own} letter={letter} />)
      )}
    </>
  );
};

/** Her papers, each with a button; on the telephone they have neutral names. */
export const OwnPaperList = (props: { own: OwnVisit; papers: OwnPapers; isGone?: boolean }): VNode => {
  const { own, papers } = props;
  const { visit } = own;
  return (
    <>
      <OwnHead visit={visit} title="own.home.papers" />
      {props.isGone ? <OwnNote of="own.papers.gone" visit={visit} /> : null}
      <p class="lead">
        <T of={papers.documents.length === 0 ? 'own.papers.none' : 'own.papers.lead'} visit={visit} />
      </p>
      {papers.documents.map(({ id, kind, at }) => (
        <section class="card">
          <h2>
            <T of={textOf(`own.paper.${kind}`)} visit={visit} />
          </h2>
          <p class="soft">
            <Day day={at} visit={visit} />
          </p>
          <OwnForm own={own} place="/5">
            <input type="hidden" name="d" value={id} />
            <button type="submit" class="quiet small">
              <T of="own.papers.save" visit={visit} />
            </button>
          </OwnForm>
        </section>
      ))}
    </>
  );
};
