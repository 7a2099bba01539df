import type { Matrix } from '../matrix.ts';

const placers = 'everyone+accommodation.place';

/** Houses and beds, and what takes a bed. */
const houses: Matrix = {
  'accommodation.house': {
    rule: 'Seen by who looks for beds, and by the body that runs it, which alone opens and changes it. No address is among its columns.',
    select: {
      'of CARITAS': `${placers} CARITAS+accommodation.run`,
      'of CRL': `${placers} CRL+accommodation.run`,
    },
    insert: {
      'of her own body': 'everyone+accommodation.run',
      'for another body': '',
      'in another’s name': '',
    },
    update: { 'change it': 'CARITAS+accommodation.run' },
  },
  'accommodation.bed': {
    rule: 'Seen with its house; added and changed by the body that runs it.',
    select: {
      'of CARITAS': `${placers} CARITAS+accommodation.run`,
      'of CRL': `${placers} CRL+accommodation.run`,
    },
    insert: {
      'in a house of CARITAS, as CARITAS': 'CARITAS+accommodation.run',
      'in a house of CARITAS, as her own body': 'CARITAS+accommodation.run',
    },
    update: { 'change it': 'CARITAS+accommodation.run' },
  },
  'accommodation.claim': {
    rule: 'That a bed is taken is seen with its house. A stay is written by who looks for beds, for a placement she sees; a closure by the body that runs the house.',
    select: {
      'a stay in a house of CARITAS': `${placers} CARITAS+accommodation.run @definer`,
      'a stay in a house of CRL': `${placers} CRL+accommodation.run @definer`,
      'a closure of CARITAS': `${placers} CARITAS+accommodation.run @definer`,
      'a closure of CRL': `${placers} CRL+accommodation.run @definer`,
    },
    insert: {
      'a stay for whom INFOTRAITE asked': 'INFOTRAITE+accommodation.place',
      'a stay for who is offered CARITAS': 'INFOTRAITE+accommodation.place CARITAS+accommodation.place',
      'a stay for whom MJ asked': '',
      'a stay in another’s name': '',
      'a stay in a bed of another house': '',
      'a stay in a house without the bed': '',
      'a stay in a bed of another body': '',
      'a closure as CARITAS': 'CARITAS+accommodation.run',
      'a closure as her own body': 'CARITAS+accommodation.run',
      'a closure in another’s name': '',
      'a closure of a bed of another house': '',
      'a closure in a house without the bed': '',
    },
    update: {
      'end a stay in a house of CARITAS':
        'INFOTRAITE+accommodation.place CARITAS+accommodation.run CARITAS+accommodation.place',
      'end a closure of CARITAS': 'CARITAS+accommodation.run',
      'end a closure of CRL': 'CRL+accommodation.run',
    },
  },
};

/** Why a bed was closed, through every change. */
const closures: Matrix = {
  'accommodation.closure_change': {
    rule: 'What a closed time was before it was changed: seen with its house, written by the body that runs it, in one’s own name; never changed.',
    select: {
      'of CARITAS': `${placers} CARITAS+accommodation.run`,
      'of CRL': `${placers} CRL+accommodation.run`,
    },
    insert: {
      'of CARITAS, as CARITAS': 'CARITAS+accommodation.run',
      'of CARITAS, as her own body': 'CARITAS+accommodation.run',
      'in another’s name': '',
      'on a stay': '',
    },
  },
};

/** Who sleeps where, and what the police follows without knowing where. */
const persons: Matrix = {
  'accommodation.placement': {
    rule: 'Seen by the service that asked and the house that was asked, and by nobody else. Asked in one’s own name, for a case one sees or for none yet.',
    select: {
      'asked by INFOTRAITE': 'INFOTRAITE+accommodation.place @definer',
      'offered to CARITAS':
        'INFOTRAITE+accommodation.place CARITAS+accommodation.place CARITAS+accommodation.run @definer',
      'of the main case, over':
        'INFOTRAITE+accommodation.place CARITAS+accommodation.place CARITAS+accommodation.run @definer',
      'of the main case, over before': 'INFOTRAITE+accommodation.place @definer',
      'of the main case, over long ago': 'INFOTRAITE+accommodation.place @definer',
      'of a case of PQT-DIE, by MJ': '@definer',
      'of a case of PQT-DIE, by MJ again': '@definer',
    },
    insert: {
      'for the main case': 'INFOTRAITE+accommodation.place SPJ+accommodation.place',
      'without a case': placers,
      'for a case of PQT-DIE': '',
      'for another body': 'INFOTRAITE+accommodation.place',
      'in another’s name': '',
    },
    update: {
      'change what INFOTRAITE asked': 'INFOTRAITE+accommodation.place',
      'change what is offered to CARITAS': 'INFOTRAITE+accommodation.place CARITAS+accommodation.run',
    },
  },
  'accommodation.step': {
    rule: 'The history of a placement, seen and written with it in one’s own name; never changed.',
    select: {
      'of what INFOTRAITE asked': 'INFOTRAITE+accommodation.place',
      'of what is offered to CARITAS':
        'INFOTRAITE+accommodation.place CARITAS+accommodation.place CARITAS+accommodation.run',
    },
    insert: {
      'on what INFOTRAITE asked': 'INFOTRAITE+accommodation.place',
      'on what MJ asked': '',
      'for another body': '',
      'in another’s name': '',
    },
  },
  'accommodation.placed': {
    rule: 'Only whether somebody has a bed, for the police of the case; kept by trigger.',
    select: {
      'of the main case': 'SPJ+accommodation.follow INFOTRAITE+accommodation.follow @definer',
      'of a case of PQT-DIE': '@definer',
    },
    insert: { 'one made up': '@definer' },
    update: { 'turn it round': '@definer' },
  },
  'accommodation.alarm': {
    rule: 'Seen by who was told; raised by who sees the placement and tells nobody less; closed by the service or the police, in one’s own name.',
    select: {
      'told to SPJ, INFOTRAITE and CARITAS':
        'SPJ+accommodation.follow SPJ+accommodation.read INFOTRAITE+accommodation.read CARITAS+accommodation.read',
      'told to MJ': '',
    },
    insert: {
      'for who is offered CARITAS':
        'INFOTRAITE+accommodation.place CARITAS+accommodation.place CARITAS+accommodation.run',
      'closed before': '',
      'hidden from who cares': '',
      'of another case': '',
      'for whom MJ asked': '',
      'in another’s name': '',
    },
    update: {
      'close it': 'SPJ+accommodation.follow INFOTRAITE+accommodation.place CARITAS+accommodation.place',
      'close it for somebody else': '',
      'close that of MJ': '',
    },
  },
  'accommodation.house_request': {
    rule: 'Seen by the house and the service it asked, as far as they see the placement; asked by the one, answered by the other, in one’s own name. The police and everybody else see none.',
    select: {
      'of CARITAS, asked of INFOTRAITE':
        'INFOTRAITE+accommodation.place CARITAS+accommodation.place CARITAS+accommodation.run',
      'of CARITAS, answered': 'INFOTRAITE+accommodation.place CARITAS+accommodation.place CARITAS+accommodation.run',
      'of CRL, where she lived before': 'INFOTRAITE+accommodation.place',
      'of CARITAS, about whom MJ placed': '',
    },
    insert: {
      'about who is offered CARITAS, as CARITAS': 'CARITAS+accommodation.run',
      'as her own body': 'CARITAS+accommodation.run',
      'of another service': '',
      'about somebody who lives elsewhere': '',
      'in another’s name': '',
      'answered already': '',
    },
    update: {
      'answer that of CARITAS': 'INFOTRAITE+accommodation.place',
      'answer it in another’s name': '',
      'answer it again': '',
      'answer that about whom MJ placed': '',
    },
  },
  'accommodation.abroad': {
    rule: 'Seen by the two bodies that agree on it: the service proposes, the police answers, both note visits.',
    select: {
      'proposed to SPJ': 'INFOTRAITE+accommodation.place SPJ+accommodation.follow',
      'agreed by SPJ': 'INFOTRAITE+accommodation.place SPJ+accommodation.follow',
      'of MJ and PGD': '',
    },
    insert: {
      'for the main case': 'INFOTRAITE+accommodation.place CARITAS+accommodation.place',
      'for another body': 'INFOTRAITE+accommodation.place',
      'agreed before': '',
      'in another’s name': '',
      'for whom MJ asked': '',
      'with another case': '',
    },
    update: {
      agree: 'SPJ+accommodation.follow',
      'visit what is only proposed': '',
      'visit what is agreed': 'INFOTRAITE+accommodation.place SPJ+accommodation.follow',
      'take the agreement back': '',
    },
  },
};

/** Houses, beds and placements, and who may see them. */
export const accommodationMatrix: Matrix = {
  ...houses,
  ...closures,
  ...persons,
  'accommodation.houses_somebody': {
    rule: 'The vault asks whether somebody is to live or lives in a house by a placement of a body, before it opens the address.',
    call: {
      'a house of CARITAS, for INFOTRAITE': '@vault @definer',
      'a house of CARITAS, for SPJ': '',
      'a house somebody left, for INFOTRAITE': '',
    },
  },
  'accommodation.neighbours': {
    rule: 'Facts of compatibility for who looks for beds: no case, no reference, no body.',
    call: {
      'a night in March': placers,
      'a night in May': '',
      'a night of a stay that was taken back': '',
    },
  },
};
