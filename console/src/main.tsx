import './styles/tokens.css';
import './styles/base.css';
import './styles/shell.css';
import './styles/parts.css';
import './styles/table.css';
import './styles/control.css';
import './styles/pages.css';
import './styles/files.css';
import './styles/flags.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { takeOneTimeToken } from './app/oneTime.ts';
import { applyTheme } from './app/theme.ts';

applyTheme();
const oneTime = takeOneTimeToken();
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(<StrictMode><App oneTime={oneTime} /></StrictMode>);
}
