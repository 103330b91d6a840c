// Formats generated code with the project's formatter and its settings.
import { spawn } from 'node:child_process'
import { root } from '../bootstrap/project.mjs'
import { toolPath } from '../checks/tools.mjs'

/**
 * @param {string} path Where the code will lie; its ending tells the language.
 * @param {string} code
 * @returns {Promise<string>}
 */
export function format(path, code) {
  return new Promise((resolve, reject) => {
    const tool = spawn(process.execPath, [toolPath('oxfmt'), '--stdin-filepath', path], { cwd: root, timeout: 60_000 })
    let output = ''
    let complaints = ''
    tool.stdout.setEncoding('utf8').on('data', (text) => (output += text))
    tool.stderr.setEncoding('utf8').on('data', (text) => (complaints += text))
    tool.on('error', reject)
    tool.on('close', (status, signal) => {
      if (status === 0 && output !== '') resolve(output)
      else reject(new Error(`oxfmt ended with ${signal ?? status}: ${complaints.trim() || 'without a word'}`))
    })
    tool.stdin.end(code)
  })
}
