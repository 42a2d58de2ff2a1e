import { type ReactNode, useState } from 'react';
import type { GuardedChange } from '../../src/index.ts';
import { useFlag, useFlags } from '../../src/react.ts';
import { remember, visitor } from './visitor.ts';

interface Question {
  readonly changes: readonly GuardedChange[];
  readonly answer: (agreed: 'retry' | 'stop') => void;
}

export function Shop() {
  const express = useFlag('express-pay', false);
  const greeting = useFlag('greeting', 'Welcome');
  const discount = useFlag('discount', 0);
  const [question, setQuestion] = useState<Question>();
  const [outcome, setOutcome] = useState('');
  const flags = useFlags();

  async function pay() {
    setOutcome('');
    const ask = (changes: readonly GuardedChange[]) => new Promise<'retry' | 'stop'>((answer) => setQuestion({ changes, answer }));
    const response = await flags.guardedFetch('/pay', { method: 'POST', body: JSON.stringify({ visitor: visitor() }) }, { flags: ['express-pay'], ask });
    setOutcome(response.ok ? `Order ${((await response.json()) as { how: string }).how}` : 'Nothing was ordered');
  }

  function decide(agreed: 'retry' | 'stop') {
    question?.answer(agreed);
    setQuestion(undefined);
  }

  const known = express.state !== 'NOT_READY';
  return (
    <>
      <h1>Tea shop</h1>
      <Line known={known} name="greeting">{greeting.value}</Line>
      <Line known={known} name="discount">Discount: {discount.value} %</Line>
      <p><button disabled={!known} onClick={() => void pay()}>{known && express.value ? 'Pay with one click' : 'Pay by invoice'}</button></p>
      {question && <Confirm onDecide={decide} />}
      <p role="status" className="line">{outcome}</p>
      <SignIn />
      <p className="line">Flags are <span data-state={express.state}>{express.state}</span></p>
    </>
  );
}

function Line({ known, name, children }: { readonly known: boolean; readonly name: string; readonly children: ReactNode }) {
  return <p className="line" data-flag={name}>{known ? children : <span className="skeleton" aria-label="loading" />}</p>;
}

function Confirm({ onDecide }: { readonly onDecide: (agreed: 'retry' | 'stop') => void }) {
  return (
    <div role="dialog" aria-label="Changed">
      <p>Paying with one click has just been turned off. Order by invoice instead?</p>
      <button onClick={() => onDecide('retry')}>Order by invoice</button> <button onClick={() => onDecide('stop')}>Cancel</button>
    </div>
  );
}

function SignIn() {
  const flags = useFlags();
  const enter = (targetingKey: string, plan: string) => void flags.updateContext(remember({ targetingKey, plan }));
  const { targetingKey, plan } = visitor();
  return (
    <p>
      <button onClick={() => enter('ann', 'free')}>Sign in as ann</button> <button onClick={() => enter('ben', 'free')}>Sign in as ben</button>{' '}
      {targetingKey && <button onClick={() => enter(targetingKey, plan === 'pro' ? 'free' : 'pro')}>Change plan</button>}{' '}
      <button onClick={() => void flags.logout(remember({}))}>Sign out</button>
    </p>
  );
}
