import { readBy, tableOf } from './script.ts';

/** ELOT 743 (ISO 843), as Greek passports write. */
const elot = tableOf(`α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y φ=f χ=ch ψ=ps
  ω=o ου=ou αυ=av ευ=ev ηυ=iv γγ=ng γκ=gk γχ=nch γξ=nx μπ=mp ντ=nt`);
/** The spoken way, as others write Greek names: Bakoyannis, Dimitris, Chris with h. */
const spoken = new Map([...elot, ...tableOf('χ=h μπ=b ντ=d γκ=g υ=i β=v αυ=af ευ=ef')]);

/** The Latin spellings of a Greek word (lower case), ELOT 743 first. */
export const latinOfGreek = (word: string): readonly string[] => {
  const bare = word.normalize('NFD').replaceAll(/\p{M}/gu, '');
  return [...new Set([readBy(bare, elot, 2).join(''), readBy(bare, spoken, 2).join('')])];
};
