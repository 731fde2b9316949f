import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import 'tradewall/register';

const feed = new URL(location.href).searchParams.get('feed')!;

function Page() {
  const [state, setState] = useState('');
  return (
    <trade-source src={feed} link={null} ontrade-state={({ detail }) => setState(detail.state)}>
      <p>{state}</p>
      <trade-chart measure="value" bucket="1d" last={90} type="area" class="wide" />
      <trade-kpi measure="tonnage" bucket="1y" compare="year" />
    </trade-source>
  );
}

createRoot(document.querySelector('#app')!).render(<Page />);
