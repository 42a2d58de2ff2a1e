export {};

const status = document.querySelector('[role="status"]');

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-act]')) {
  button.addEventListener('click', async () => {
    const response = await fetch(`/operator/${button.dataset['act']}`, { method: 'POST' });
    if (status) {
      status.textContent = response.ok ? `Done: ${button.textContent}` : `Failed: ${response.status}`;
    }
  });
}
