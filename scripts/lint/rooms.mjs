// The import table as a lint rule. Which import is allowed is decided in judge.mjs; here is only how it is found in
// the source.
import { relative, sep } from 'node:path'
import { judge } from './judge.mjs'

const imports = {
  create(context) {
    const file = relative(context.cwd, context.filename).split(sep).join('/')
    const check = (node, source, typeOnly) => {
      if (typeof source?.value !== 'string') return
      const message = judge({ file, specifier: source.value, typeOnly })
      if (message) context.report({ node, message })
    }
    return {
      ImportDeclaration: (node) => check(node, node.source, node.importKind === 'type'),
      ExportNamedDeclaration: (node) => check(node, node.source, node.exportKind === 'type'),
      ExportAllDeclaration: (node) => check(node, node.source, node.exportKind === 'type'),
      ImportExpression: (node) => check(node, node.source, false),
      TSImportType: (node) => check(node, node.source ?? node.argument, true),
      TSExternalModuleReference: (node) => check(node, node.expression, false),
    }
  },
}

// The linter takes plugins as default exports.
export default { meta: { name: 'rooms' }, rules: { imports } }
