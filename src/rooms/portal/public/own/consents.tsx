import type { VNode } from 'preact';
import type { OwnConsent, OwnKnower, OwnLook } from '../../actions/own.ts';
import type { TextKey } from '../languages.ts';
import { textOf } from '../say.tsx';
import { BodyName, Day, OwnForm, OwnHead, ownHref, OwnNote, type OwnVisit, T } from './parts.tsx';

const Bodies = ({ own, codes }: { own: OwnVisit; codes: readonly string[] }): VNode => (
  <>
    {codes.map((code, index) => (
      <>
        {index === 0 ? '' : ' · '}
        <BodyName own={own} code={code} />
      </>
    ))}
  </>
);

const Parts = ({ own: { visit }, parts }: { own: OwnVisit; parts: readonly string[] }): VNode => (
  <ul>
    {parts.map((part) => (
      <li>
        <T of={textOf(`own.part.${part}`)} visit={visit} />
      </li>
    ))}
  </ul>
);

const What = ({ own, consent }: { own: OwnVisit; consent: OwnConsent }): VNode => {
  const bodies = <Bodies own={own} codes={consent.bodies} />;
  return (
    <>
      <p>
        <T of={consent.matching ? 'own.consent.matching' : 'own.consent.may'} visit={own.visit} values={{ bodies }} />
      </p>
      {consent.matching ? null : <Parts own={own} parts={consent.parts} />}
    </>
  );
};

const When = ({ own: { visit }, consent }: { own: OwnVisit; consent: OwnConsent }): VNode => {
  const says = (of: TextKey, day: string): VNode => (
    <>
      <T of={of} visit={visit} values={{ date: <Day day={day} visit={visit} /> }} />{' '}
    </>
  );
  return (
    <p class="soft">
      {says(consent.givenBy === 'person' ? 'own.consent.on' : 'own.consent.for', consent.on)}
      {consent.until === null ? null : says('own.consent.until', consent.until)}
      {consent.takenBackOn === null ? null : says('own.consent.back', consent.takenBackOn)}
    </p>
  );
};

const ConsentCard = ({ own, consent }: { own: OwnVisit; consent: OwnConsent }): VNode => (
  <section class="card">
    <What own={own} consent={consent} />
    <When own={own} consent={consent} />
    {consent.takenBackOn === null ? (
      <OwnForm own={own} place="/3/a">
        <input type="hidden" name="c" value={consent.id} />
        <button type="submit" class="quiet small">
          <T of="own.consent.take" visit={own.visit} />
        </button>
      </OwnForm>
    ) : null}
  </section>
);

const said: Readonly<Record<string, TextKey>> = { taken_back: 'own.done.taken', already: 'own.done.already' };

/** What she said yes to, each with its button; what she took back stands below, as what it is. */
export const OwnConsents = (props: { own: OwnVisit; look: OwnLook; done?: string | undefined }): VNode => {
  const { own, look, done = '' } = props;
  const note = said[done];
  return (
    <>
      <OwnHead visit={own.visit} title="own.home.consents" />
      {note === undefined ? null : <OwnNote of={note} visit={own.visit} good />}
      <p class="lead">
        <T of={look.consents.length === 0 ? 'own.consents.none' : 'own.consents.lead'} visit={own.visit} />
      </p>
      {look.consents.map((consent) => (
        <ConsentCard own={own} consent={consent} />
      ))}
    </>
  );
};

/** What the bodies of a consent hold all the same, on another ground. */
const keptOf = (consent: OwnConsent, knows: readonly OwnKnower[]): readonly OwnKnower[] =>
  knows.filter(({ body, code }) => consent.bodies.includes(body) && code !== consent.id);

const Kept = ({ own, kept }: { own: OwnVisit; kept: readonly OwnKnower[] }): VNode => (
  <>
    <p>
      <T of={kept.length === 0 ? 'own.take.nothing' : 'own.take.kept'} visit={own.visit} />
    </p>
    <ul>
      {kept.map(({ body, part, ground }) => (
        <li>
          <Bodies own={own} codes={[body]} />: <T of={textOf(`own.part.${part}`)} visit={own.visit} />,{' '}
          <T of={textOf(`own.ground.${ground}`)} visit={own.visit} />
        </li>
      ))}
    </ul>
  </>
);

/** Before a consent is taken back: what follows, what cannot be called back, what stays and why; then one button. */
export const OwnTakeBack = (props: { own: OwnVisit; look: OwnLook; consent: OwnConsent }): VNode => {
  const { own, look, consent } = props;
  const { visit } = own;
  const helps = consent.bodies.includes(look.service);
  return (
    <>
      <h1>
        <T of="own.take.title" visit={visit} />
      </h1>
      <section class="card">
        <What own={own} consent={consent} />
      </section>
      <div class="note">
        <p>
          <T of="own.take.now" visit={visit} values={{ bodies: <Bodies own={own} codes={consent.bodies} /> }} />
        </p>
        <p>
          <T of="own.take.copy" visit={visit} />
        </p>
        {helps ? (
          <p>
            <T of="own.take.help" visit={visit} />
          </p>
        ) : null}
        {consent.matching ? null : <Kept own={own} kept={keptOf(consent, look.knows)} />}
      </div>
      <OwnForm own={own} place="/3/b">
        <input type="hidden" name="c" value={consent.id} />
        <button type="submit" class="grave">
          <T of="own.take.do" visit={visit} />
        </button>
      </OwnForm>
      <a class="back" href={ownHref(visit, '/3')}>
        <T of="own.take.keep" visit={visit} />
      </a>
    </>
  );
};
